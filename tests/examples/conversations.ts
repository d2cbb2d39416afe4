/** A conversation that is played, and written down. */
export type Conversation = {
	/** Its file under `docs/examples/`, without `.md`. */
	file: string;
	title: string;
	/** What it shows, in one line. */
	shows: string;
	/** Who asks: somebody of the newcomers' workspace, whose profile the bot may read. */
	asker: "Rosa" | "Emil" | "Sam";
	/** What they write, in the order in which they write it: the first with a mention, the others in its thread without one. */
	says: readonly [string, ...string[]];
};

/** One conversation for each kind of question. */
export const conversations: readonly Conversation[] = [
	{
		file: "choose-as-a-researcher",
		title: "Choosing a tool, as a researcher",
		shows: "Five researchers want an experiment tracker on their own machines.",
		asker: "Rosa",
		says: ["which experiment tracker should five researchers use on-prem, no Kubernetes?"],
	},
	{
		file: "choose-as-an-engineer",
		title: "Choosing a tool, as a software engineer",
		shows: "Three backend engineers have models to serve on two virtual machines.",
		asker: "Emil",
		says: ["How should three backend engineers serve three sklearn models over HTTP on two VMs? Docker Compose, no Kubernetes"],
	},
	{
		file: "compare-two-tools",
		title: "Comparing two tools",
		shows: "MLflow or Weights & Biases, side by side, with who should take which.",
		asker: "Rosa",
		says: ["MLflow vs Weights & Biases for a team of six researchers?"],
	},
	{
		file: "explain-a-term",
		title: "What is it, and do we need one?",
		shows: "What a feature store is, when to have one, and when not.",
		asker: "Sam",
		says: ["What is a feature store, do we need one?"],
	},
	{
		file: "adopt-a-tool",
		title: "The choice is made, now what?",
		shows: "The first low-risk step with MLflow, what to have ready, and the way out.",
		asker: "Rosa",
		says: ["we chose MLflow, now what?"],
	},
	{
		file: "add-a-condition",
		title: "One more condition, in the thread",
		shows: "A condition that comes later adds to what was said before, nothing is asked twice, and what is asked about a pick is answered from its facts.",
		asker: "Emil",
		says: ["I'm a backend engineer: which vector database for search over our documents?", "and without a server?", "is the first one open source?"],
	},
	{
		file: "why-not-that-one",
		title: "Why not the one that everybody names?",
		shows: "Asked about a tool that was left out, the thread's conditions still count.",
		asker: "Rosa",
		says: ["which experiment tracker should five researchers use on-prem, no Kubernetes?", "why not Weights & Biases?"],
	},
	{
		file: "vague",
		title: "A question that says too little",
		shows: "Nobody is given three tools at random: one question back, then an answer.",
		asker: "Sam",
		says: ["we want to do MLOps, where do we start?", "training: our pipelines break every night, and nobody wants Kubernetes"],
	},
	{
		file: "nothing-fits",
		title: "Nothing fits",
		shows: "Managed by a vendor and cut off from the outside: no tool is both, and that is the answer.",
		asker: "Emil",
		says: ["which model serving tool, fully managed and air-gapped?"],
	},
	{
		file: "a-tool-that-ended",
		title: "A tool that has ended",
		shows: "What became of Neptune, and where to go from there.",
		asker: "Rosa",
		says: ["is Neptune still worth it for tracking our experiments?"],
	},
	{
		file: "in-german",
		title: "In another language",
		shows: "Asked in German: with a model the answer is German as well, without one it says why it isn't.",
		asker: "Rosa",
		says: ["Welches Tool für Datenversionierung, Open Source, im eigenen Rechenzentrum?"],
	},
];
