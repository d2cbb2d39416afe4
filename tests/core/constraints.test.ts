import { describe, expect, test } from "vitest";
import { constraintSchema } from "../../src/core/need.ts";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import { addConstraints, readConstraints } from "../../src/core/understanding/constraints.ts";
import { constraints, pairsOf } from "../support/needs.ts";

const read = (text: string): string[] => pairsOf(readConstraints(cleanText(text).folded));

/** What is said, and every constraint that is in it. */
type Said = [text: string, ...pairs: string[]];

const stated: Record<string, Said[]> = {
	"a licence": [
		["It has to carry a licence that the OSI approved", "licence=open-source"],
		["Only software under MIT or Apache, please", "licence=open-source"],
		["Bitte nur quelloffene Werkzeuge", "licence=open-source"],
		["proprietary tools aren't allowed here", "licence=open-source"],
		["our present tool is proprietary"],
		["tiene que ser código abierto", "licence=open-source"],
		["只考虑开源的", "licence=open-source"],
		["It ends up in a product that we sell", "licence=commercial-ok"],
		["built into a small camera we sell", "licence=commercial-ok"],
		["the licence must let us ship it to customers", "licence=commercial-ok"],
		["how many of the things we sell will be returned"],
		["if it isn't open source we won't take it", "licence=open-source"],
	],
	"where it runs": [
		["It will live on our own hardware", "hosting=self-hosted"],
		["we'd host it ourselves", "hosting=self-hosted"],
		["The recordings can't leave the clinic", "hosting=self-hosted", "modality=audio"],
		["tudo nos nossos servidores", "hosting=self-hosted"],
		["must run on-prem", "cloud=on-prem", "hosting=self-hosted"],
		["It goes into our data centre", "cloud=on-prem", "hosting=self-hosted"],
		["a fully managed service, please", "hosting=managed"],
		["Somebody else should operate it", "hosting=managed"],
		["最好是托管的服务", "hosting=managed"],
		["legal allows no customer record on anyone else's computers", "hosting=self-hosted"],
		["I don't want our runs in some vendor's cloud", "hosting=self-hosted"],
		["nothing may be sent to a third party", "hosting=self-hosted"],
		["sending prompts to outside APIs is forbidden here", "hosting=self-hosted"],
		["this has to go onto a box of ours", "hosting=self-hosted"],
		["done by somebody else's staff on somebody else's platform", "hosting=managed"],
		["a provider that keeps it running", "hosting=managed"],
		["someone else tuned it"],
		["the lab has no internet connection", "hosting=air-gapped"],
		["the machines have no connection to anything", "hosting=air-gapped"],
		["our plant's network isn't joined to the internet", "hosting=air-gapped"],
		["it sits in an air-gapped network", "hosting=air-gapped"],
		["机器不能联网", "hosting=air-gapped"],
		["las máquinas no tienen ninguna conexión a internet", "hosting=air-gapped"],
		["nous n'avons aucun accès à internet", "hosting=air-gapped"],
		["数据必须存放在我们医院的机房", "cloud=on-prem", "hosting=self-hosted"],
		["Cloud ist bei uns verboten", "cloud=on-prem", "hosting=self-hosted"],
		["no provider's servers, please", "hosting=self-hosted"],
		["wir wollen nichts selbst betreiben", "hosting=managed"],
		["no queremos administrar nada", "hosting=managed"],
		["without anything to patch", "hosting=managed"],
		["we'd rather not babysit a second database"],
		["one import, no daemon to look after", "hosting=library"],
	],
	Kubernetes: [
		["it goes onto our k8s cluster", "kubernetes=yes"],
		["without Kubernetes", "kubernetes=no"],
		["Kubernetes is off the table here", "kubernetes=no"],
		["sans Kubernetes", "kubernetes=no"],
		["we got rid of Kubernetes last year", "kubernetes=no"],
		["不要用k8s", "kubernetes=no"],
		["we only have docker compose", "kubernetes=no"],
		["k8s isn't something we have", "kubernetes=no"],
		["Kubernetes scheidet bei uns aus", "kubernetes=no"],
		["kubernetes queda descartado", "kubernetes=no"],
		["k8s can't be used at this site", "kubernetes=no"],
		["it is for our k8s, which isn't hard for us", "kubernetes=yes"],
	],
	"a cloud": [
		["everything of ours is in GCP", "cloud=gcp"],
		["os dados estão no Azure e nós também", "cloud=azure"],
		["we switched over to GCP last year", "cloud=gcp"],
		["whichever provider has GPUs left", "cloud=multi"],
		["it has to stay within AWS", "cloud=aws"],
		["our pods are on AKS", "cloud=azure", "kubernetes=yes"],
		["half of it on AWS, half on Azure", "cloud=multi"],
		["it must be cloud-agnostic", "cloud=multi"],
	],
	"a language": [
		["we need a Java client", "language=java"],
		["we are a Go shop", "language=go"],
		["we're forty Scala developers", "language=scala"],
		["callable from R only", "language=r"],
		["there has to be a TypeScript SDK", "language=typescript"],
		["no Julia bindings, no deal", "language=julia"],
	],
	"the money": [
		["we can't pay anything", "budget=free"],
		["it must not cost a cent", "budget=free"],
		["It can cost us nothing", "budget=free"],
		["our budget, i.e. none", "budget=free"],
		["the budget isn't very big", "budget=low"],
		["the money's there, the time isn't", "budget=enterprise"],
		["kostenlos muss es sein", "budget=free"],
		["there is next to nothing: a tight budget", "budget=low"],
		["at most 80 dollars a month", "budget=low"],
		["money is no object", "budget=enterprise"],
	],
	"a rule": [
		["HIPAA applies to us", "compliance=hipaa"],
		["wegen der DSGVO", "compliance=gdpr"],
		["auditors ask for SOC 2", "compliance=soc2"],
		["we sell to agencies: FedRAMP", "compliance=fedramp"],
	],
	"how many they are": [
		["there are four of us", "team-size=small"],
		["a three-person team", "team-size=small"],
		["somos dos", "team-size=small"],
		["250 data scientists would use it", "team-size=large"],
		["我们团队有5个人", "team-size=small"],
		["about 30 people"],
	],
	"how much it is": [
		["two petabytes of it", "scale=very-large"],
		["40 million embeddings", "scale=large"],
		["several terabytes a week", "scale=large"],
		["spread over 16 GPUs", "scale=large"],
		["all of it fits in memory", "scale=small"],
	],
	"a kind of data": [
		["for X-ray images", "modality=image"],
		["it listens to voice recordings", "modality=audio"],
		["dashcam footage", "modality=video"],
		["we classify e-mails", "modality=text"],
		["rows of a CSV", "modality=tabular"],
		["hourly readings, a time series", "modality=time-series"],
	],
};

for (const [what, cases] of Object.entries(stated)) {
	describe(`${what} is read where it is stated`, () => {
		test.each(cases.map(([text, ...pairs]) => ({ text, pairs })))("$text", ({ text, pairs }) => expect(read(text)).toEqual(pairs.sort()));
	});
}

describe("what is refused turns into its opposite, or into nothing", () => {
	test.each<Said>([
		["we refuse to host it ourselves", "hosting=managed"],
		["no SaaS", "hosting=self-hosted"],
		["nothing hosted elsewhere", "hosting=self-hosted"],
		["we don't use GCP"],
		["not in Java, please"],
		["no images, only text", "modality=text"],
		["it isn't free"],
		["we are not under HIPAA"],
	])("%s", (text, ...pairs) => expect(read(text)).toEqual(pairs));
});

describe("what is only allowed is no constraint", () => {
	test.each([
		"open source would be fine",
		"SaaS is fine as well",
		"we don't mind Kubernetes",
		"self-hosting is ok too",
		"GCP is fine too",
		"it doesn't have to be HIPAA compliant",
		"Python is not required",
		"why do people use Kubernetes?",
	])("%s", (text) => expect(read(text)).toEqual([]));
});

describe("what is said in passing is no constraint", () => {
	test.each([
		["what their own scripts are written in", "it feeds 12 Python scripts"],
		["a price among other words", "feel free to ask, we want label-free methods"],
		["a cheap phone", "it will run on a cheap phone"],
		["images of containers", "we push docker images every night"],
		["a slot that is free", "I have a free slot on Monday"],
		["a product that has a cloud's name in it", "an alternative to AWS SageMaker"],
	])("%s", (_, text) => expect(read(text)).toEqual([]));

	test("customers are no team: how many of them ask at once is the scale", () => {
		expect(read("the API answers 500 users at the same time")).toEqual([]);
		expect(read("it serves 500 concurrent users")).toEqual(["scale=large"]);
	});
});

test("every constraint carries the words that showed it, and stands in its kind's closed set", () => {
	const all = readConstraints(
		cleanText(
			`${Object.values(stated)
				.flat()
				.map(([text]) => text)
				.join(". ")}.`,
		).folded,
	);
	expect(all.length).toBeGreaterThan(10);
	for (const one of all) {
		expect(constraintSchema.safeParse(one).error).toBeUndefined();
		expect(one.words).not.toBe("");
	}
});

describe("a later turn", () => {
	const added = (earlier: string[], later: string[]): string[] => pairsOf(addConstraints(constraints(...earlier), constraints(...later)));
	test.each([
		"licence=open-source licence=commercial-ok",
		"hosting=self-hosted hosting=managed",
		"kubernetes=no kubernetes=yes",
		"cloud=aws cloud=gcp",
		"budget=free budget=low",
		"team-size=small team-size=large",
		"scale=small scale=large",
	])("overrides an earlier one: %s", (pairs) => {
		const [before = "", after = ""] = pairs.split(" ");
		expect(added([before], [after])).toEqual([after]);
	});
	test("adds to what may hold together", () => {
		expect(added(["compliance=hipaa", "language=java", "modality=text"], ["compliance=soc2", "language=go", "modality=image"])).toEqual([
			"compliance=hipaa",
			"compliance=soc2",
			"language=go",
			"language=java",
			"modality=image",
			"modality=text",
		]);
	});
	test("says nothing twice", () => expect(added(["exclude=mlflow", "modality=text"], ["exclude=mlflow", "modality=text"])).toEqual(["exclude=mlflow", "modality=text"]));
	test("that refuses a tool takes back that they keep it, and the other way round", () => {
		expect(added(["existing=airflow"], ["exclude=airflow"])).toEqual(["exclude=airflow"]);
		expect(added(["exclude=airflow"], ["existing=airflow"])).toEqual(["existing=airflow"]);
		expect(added(["existing=airflow"], ["exclude=mlflow"])).toEqual(["exclude=mlflow", "existing=airflow"]);
	});
	test("that wants it managed frees from one's own premises, and not from another cloud", () => {
		expect(added(["hosting=self-hosted", "cloud=on-prem"], ["hosting=managed"])).toEqual(["hosting=managed"]);
		expect(added(["cloud=gcp"], ["hosting=managed"])).toEqual(["cloud=gcp", "hosting=managed"]);
	});
});
