import { pause, random, Stage, type Tally } from "./stage.ts";

export type RedeliveryFigures = Tally & { deliveries: number; acked: number; seconds: number };

/** Every event is delivered one to four times, under one id or several, out of order, over two bots that share a Redis. */
export async function deliverAgain({ questions, seed, redisUrl }: { questions: number; seed: number; redisUrl: string }): Promise<RedeliveryFigures> {
	const started = performance.now();
	const next = random(seed);
	const stage = await Stage.open({ transport: "http", bots: 2, channels: Math.ceil(questions / 8), users: 50, settings: { REDIS_URL: redisUrl } });
	try {
		const deliveries: { event: Record<string, unknown>; id: string; at: number }[] = [];
		for (let at = 0; at < questions; at++) {
			const { event } = stage.ask(at, { deliver: false });
			const times = 1 + Math.floor(next() * 4);
			for (let time = 0; time < times; time++) deliveries.push({ event, id: `Ev${at}.${Math.floor(next() * 2)}`, at: next() });
		}
		deliveries.sort((a, b) => a.at - b.at);
		let acked = 0;
		const left = [...deliveries];
		const deliver = async (): Promise<void> => {
			for (let one = left.pop(); one !== undefined; one = left.pop()) {
				if ((await stage.slack.sendEvent(one.event, one.id)).acked) acked++;
				await pause(next() * 5);
			}
		};
		await Promise.all(Array.from({ length: 16 }, deliver));
		const tally = await stage.settled(60_000);
		return { ...tally, deliveries: deliveries.length, acked, seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		await stage.close();
	}
}
