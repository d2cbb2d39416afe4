import type { CategoryId } from "../catalog/vocabulary.ts";

/** What people call a kind of tool in a word or two, where nothing else is said; folded. Too common in other company to be read within a sentence. */
const names: Partial<Record<CategoryId, string>> = {
	"experiment-tracking": "tracking|tracker|trackers|experiments|experiment tracking|experiment tracker|run tracking|tracking experiments",
	"model-registry": "registry|registries|model registry|model versions|model versioning",
	"data-versioning": "versioning|data versioning|dataset versioning|data versions|datenversionierung",
	"data-labeling": "labelling|labeling|labels|annotation|annotating|annotations|data labelling|data labeling|etiquetado|annotation d'images|标注",
	"data-quality": "data quality|data validation|validation|data tests|data checks|datenqualitat",
	"feature-store": "features|feature store|feature stores|feature engineering",
	notebooks: "notebook|notebooks",
	"distributed-training": "training|model training|distributed training|fine-tuning|finetuning|fine tuning|fine-tune|finetune|fine-tunen|ajuste fino|afiner|trainieren|entrenamiento|entrainement|训练",
	"hyperparameter-tuning": "tuning|hyperparameters|hyperparameter tuning|hpo|sweeps",
	"workflow-orchestration": "orchestration|orchestrator|pipelines|pipeline|workflow|workflows|scheduling|orchestrierung|orquestacion|编排",
	"ci-cd-for-ml": "ci|cd|ci/cd|cicd|releases|ci cd",
	"model-serving":
		"serving|deployment|deploying|deploy|inference|model serving|model deployment|serving models|serve|bereitstellen|deployen|ausliefern|despliegue|desplegar|deploiement|deployer|mise en production|implantar|部署",
	"llm-serving": "llm serving|llm inference|llm deployment|serving llms|llm gateway|llm hosting|大模型部署",
	"edge-deployment": "edge|on-device|mobile|edge deployment",
	"model-monitoring": "monitoring|drift|model monitoring|drift detection|uberwachung|monitoreo|surveillance|monitoramento|监控",
	explainability: "explainability|interpretability|explanations|xai|shap",
	fairness: "fairness|bias",
	"model-testing": "testing|tests|model testing|model tests|functional testing",
	"privacy-security": "privacy|security|privacy and security",
	governance: "governance|lineage|model cards|compliance",
	"vector-database": "vectors|embeddings|vector search|vector database|vector databases|vector db|vector store|retrieval",
	"llm-evaluation": "evals|llm evals|evaluation|llm evaluation|rag evaluation|model evaluation",
	"llm-observability": "tracing|traces|observability|llm tracing|llm observability|llm monitoring",
	"prompt-management": "prompts|prompt management|prompt versioning",
	"end-to-end-platform": "platform|ml platform|end-to-end|all-in-one",
	automl: "automl|auto-ml",
	"compute-infra": "gpus|gpu|compute|gpu scheduling|gpu cluster|gpu sharing",
};
const byName = new Map((Object.entries(names) as [CategoryId, string][]).flatMap(([id, list]) => list.split("|").map((name): [string, CategoryId] => [name, id])));
/** Language models by the names that people know: somebody wants to do something with one, and no tool is called so. */
const models = new Set("llm llms llama llama2 llama3 mistral mixtral qwen gemma phi deepseek gpt gpt-4 gpt-4o gpt-5 chatgpt claude gemini sonnet opus haiku grok bert".split(" "));
const longest = Math.max(...[...byName.keys()].map((name) => name.split(" ").length));

/** Words that only ask for it, politely or not. */
const around = new Set(
	"we i need needs want would like looking for a an the some any something anything tool tools tooling software solution option options help with about us our my please pls hi hello hey thanks what which is are there do you have recommend recommended suggest best good ml mlops ai model models and or then also plus to from only just now next wait for first start begin let's lets no not meant i'm it's in of on how as well but actually sorry stack part parts ok okay so und oder fur ein eine brauchen wir suchen werkzeug y o para una un necesitamos et ou pour une nous cherchons e para uma precisamos at ng para sa kailangan namin quel quelle outil outils des les de un welches que cual herramienta los qual ferramenta os vs versus better best faster 需要 工具".split(
		" ",
	),
);

export type BareNeeds = {
	/** In the order in which they were named. */
	needs: { id: CategoryId; words: string[] }[];
	/** It names language models and no kind of tool: "Claude or GPT?" */
	onlyModels: boolean;
};

/**
 * The kinds of tools that a message names and says nothing else about: "serving?", "labelling, tracking, serving", "we need monitoring",
 * "fine-tune llama". None where anything else is said.
 */
export function bareNeeds(folded: string): BareNeeds {
	const words = folded
		.replace(/[.,;:!?¿¡()"&+]/g, " ")
		.trim()
		.split(/\s+/)
		.filter((word) => word !== "" && word !== "/");
	const found = new Map<CategoryId, string[]>();
	let namesModel = false;
	for (let at = 0; at < words.length; ) {
		let taken = 0;
		for (let span = Math.min(longest, words.length - at); span >= 1 && taken === 0; span--) {
			const name = words.slice(at, at + span).join(" ");
			const id = byName.get(name);
			if (id === undefined) continue;
			found.set(id, [...(found.get(id) ?? []), name]);
			taken = span;
		}
		const word = words[at] as string;
		if (taken === 0 && models.has(word)) namesModel = true;
		else if (taken === 0 && !around.has(word)) return { needs: [], onlyModels: false };
		at += Math.max(1, taken);
	}
	const ofModel = (id: CategoryId): CategoryId => (namesModel ? (ofLlms[id] ?? id) : id);
	return { needs: [...found].map(([id, said]) => ({ id: ofModel(id), words: said })), onlyModels: namesModel && found.size === 0 && words.length > 1 };
}
/** A language model is served, evaluated and watched by tools of its own. */
export const ofLlms: Partial<Record<CategoryId, CategoryId>> = { "model-serving": "llm-serving", "model-monitoring": "llm-observability", "model-testing": "llm-evaluation" };
