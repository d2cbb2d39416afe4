import { z } from "zod";

/**
 * The closed sets that the framework, the categories and the tools share. Their meaning stands in
 * `catalog/framework.yaml` and `catalog/categories.yaml`; a test holds the two together.
 */

/** Lifecycle stages, model loop first, in the order in which the loops run. */
export const stageIds = ["data-acquisition", "feature-engineering", "model-training", "model-evaluation", "deployment", "functional-testing", "monitoring", "feedback-collection"] as const;
export const stageId = z.enum(stageIds);
export type StageId = z.infer<typeof stageId>;

/** The two personas of the framework that a tool can serve. The hybrid ML engineer is served by both. */
export const servedPersonas = ["ml-researcher", "software-engineer"] as const;
export type ServedPersona = (typeof servedPersonas)[number];

/** What a person who asks can be read as; `unknown` is answered for both. */
export const personaIds = ["ml-researcher", "software-engineer", "ml-engineer", "unknown"] as const;
export const personaId = z.enum(personaIds);
export type PersonaId = z.infer<typeof personaId>;

/** What a tool does for a persona, in the framework's three words. */
export const benefits = ["need", "want", "frustration"] as const;
export const benefit = z.enum(benefits);
export type Benefit = z.infer<typeof benefit>;

export const ringIds = ["adopt", "trial", "assess", "hold"] as const;
export const ringId = z.enum(ringIds);
export type RingId = z.infer<typeof ringId>;

export const categoryIds = [
	"experiment-tracking",
	"model-registry",
	"data-versioning",
	"data-labeling",
	"data-quality",
	"feature-store",
	"notebooks",
	"distributed-training",
	"hyperparameter-tuning",
	"workflow-orchestration",
	"ci-cd-for-ml",
	"model-serving",
	"llm-serving",
	"edge-deployment",
	"model-monitoring",
	"explainability",
	"fairness",
	"model-testing",
	"privacy-security",
	"governance",
	"vector-database",
	"llm-evaluation",
	"llm-observability",
	"prompt-management",
	"end-to-end-platform",
	"automl",
	"compute-infra",
] as const;
export const categoryId = z.enum(categoryIds);
export type CategoryId = z.infer<typeof categoryId>;

/** Groups of part 2 of the framework, and the two that only its radar names. */
export const groupIds = [
	"general-cloud-providers",
	"vendor-ai-platforms",
	"big-data-iaas",
	"ml-focused-iaas",
	"high-coverage-saas",
	"ml-project-frameworks",
	"ml-task-orchestrators",
	"experimentation-platforms",
	"data-version-control",
	"single-component-tools",
	"data-orchestrators",
	"ci-cd",
	"common-swe-stack",
	"no-code-ml-platforms",
	"custom-built-ml-platforms",
] as const;
export const groupId = z.enum(groupIds);

export const focusIds = ["software", "model"] as const;
export const scopeIds = ["piecemeal", "all-in-one"] as const;
export const focus = z.enum(focusIds);
export const scope = z.enum(scopeIds);
export type Focus = z.infer<typeof focus>;
export type Scope = z.infer<typeof scope>;

export const hostingModes = ["self-hosted", "managed", "library"] as const;
export const cloudIds = ["aws", "gcp", "azure", "on-prem"] as const;
export const languageIds = ["python", "r", "java", "go", "scala", "julia", "typescript"] as const;
export const modalityIds = ["text", "image", "audio", "video", "tabular", "time-series"] as const;
export const complianceIds = ["hipaa", "gdpr", "soc2", "fedramp"] as const;
export const scaleIds = ["small", "large", "very-large"] as const;
export const teamSizeIds = ["small", "medium", "large"] as const;
export const pricingModels = ["free", "free-tier", "usage", "seat", "quote"] as const;
export const factKinds = ["strength", "limit", "requirement", "pricing", "compliance", "integration", "status", "history"] as const;
export type FactKind = (typeof factKinds)[number];
