/** What three people ask in a week, in the order in which they ask it; between them, each kind of answer. */
const questions: readonly { user: string; channel: string; text: string }[] = [
	{ user: "U0ENGINEER", channel: "C0PLATFORM", text: "Which model server for scikit-learn models, no Kubernetes?" },
	{ user: "U0RESEARCH", channel: "C0RESEARCH", text: "Which experiment tracker should five researchers use on-prem?" },
	{ user: "U0ENGINEER", channel: "C0PLATFORM", text: "Airflow or Dagster for retraining 30 models a night?" },
	{ user: "U0SOMEONE", channel: "C0PLATFORM", text: "Which vector database for a small team, self-hosted?" },
	{ user: "U0RESEARCH", channel: "C0RESEARCH", text: "Which tool versions a few terabytes of images, open source?" },
	{ user: "U0ENGINEER", channel: "C0PLATFORM", text: "Which feature store for a Python shop on AWS?" },
	{ user: "U0SOMEONE", channel: "C0RESEARCH", text: "We log our experiments in Neptune, which tracker should we move to?" },
	{ user: "U0ENGINEER", channel: "C0PLATFORM", text: "What monitors drift in production, open source?" },
	{ user: "U0RESEARCH", channel: "C0RESEARCH", text: "How do we tune hyperparameters on one workstation?" },
	{ user: "U0ENGINEER", channel: "C0PLATFORM", text: "Which model registry asks for approval before production?" },
];

export type Planned = { at: number; user: string; channel: string; text: string };
export type Week = { questions: Planned[] /** Monday at nine, when the digest comes. */; monday: number };

/** A week with fewer working days ahead would be none. */
const fewestDays = 3;
const [opens, closes] = [9, 17];

/** The working days from tomorrow, or from the Monday after, to a Monday; and the questions spread over their hours; in the machine's own time zone. */
export function planWeek(now: number): Week {
	const ahead: Date[] = [];
	const day = morningAfter(new Date(now));
	while (day.getDay() !== 1 || ahead.length < fewestDays) {
		if (day.getDay() !== 0 && day.getDay() !== 6) ahead.push(new Date(day));
		day.setDate(day.getDate() + 1);
	}
	// A digest tells of seven days.
	const workdays = ahead.slice(-5);
	const hours = workdays.length * (closes - opens);
	const at = (index: number): number => {
		const hour = ((index + 0.5) / questions.length) * hours;
		const start = workdays[Math.floor(hour / (closes - opens))] ?? day;
		return start.getTime() + (hour % (closes - opens)) * 60 * 60_000;
	};
	return { questions: questions.map((question, index) => ({ ...question, at: at(index) })), monday: day.getTime() };
}

function morningAfter(day: Date): Date {
	const next = new Date(day);
	next.setDate(next.getDate() + 1);
	next.setHours(opens, 0, 0, 0);
	return next;
}
