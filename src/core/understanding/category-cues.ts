import type { CategoryId } from "../catalog/vocabulary.ts";
import { type Cue, cues, findCues } from "./cues.ts";

/**
 * The names under which each category is asked for. Situations are read by the reading model, which learns from the
 * example questions under `catalog/questions`; these are the terms that leave no doubt, in the languages we read.
 */
export const categoryCues: Record<CategoryId, Cue[]> = {
	"experiment-tracking": cues(`
		[which|what|a|another|run] tracker*; tracker for; tracker that; experiment track*; track* ~ experiment*; experiment log*; [log|track|compare|record] [my|our|the|all|these|those|many|training|gan]? runs;
		[log|logs|logging] [params|parameters|metrics|hyperparameters]; compare runs; run comparison; training curves; tracking server; experiment manage*;
		experimentverfolgung; experimente [verfolgen|protokollieren|tracken|vergleichen]; seguimiento de experimentos; suivi d'experiences; suivi des experiences;
		rastrear experimentos; rastreamento de experimentos; registrar experimentos; 实验跟踪; 实验管理; 实验记录; 记录实验
	`),
	"model-registry": cues(`
		model regist*; registry for [models|our models]; regist* ~ model*; versions of [our|the]? models; model version*; which model [is|version is] [live|in prod*|running];
		approved model*; model catalog*; promot* ~ model*; staging tag; modellregist*; registro de modelos; registre de modeles; 模型注册; 模型版本; 模型仓库; 模型管理
	`),
	"data-versioning": cues(`
		data version*; dataset version*; version* ~ [data|dataset*|data sets]; version control ~ data*; data version control; git for data; data lake branches;
		branch* ~ [lake|data|dataset*]; datenversionierung; versionado de datos; versionar datos; versionnage; versionner ~ donnees; versionamento de dados; versionar dados;
		数据版本; 数据集版本
	`),
	"data-labeling": cues(`
		label* tool*; labelled; labeled; annotated; [need|needs] ~ labels; tag ~ [photos|images|pictures|tickets|emails|documents|clips]; [data|image|text|video|audio]? annotat*; annotat*; labelling; labeling; label ~ [images|data|text|photos|videos|tickets|emails|documents];
		bounding boxes; annotators; annotieren; labeln; beschriften; etiquet*; anotar; anotac*; anotaci*; rotular; rotulag*; annoter; etiqueter; 标注; 打标签; mag-label;
		mag-annotate; pag-label
	`),
	"data-quality": cues(`
		data quality; data validation; validat* ~ [data|tables|csv*|schema]; schema [check*|drift|change*]; quality checks; data contract*; data test*; null values;
		datenqualitat; calidad de datos; qualite des donnees; qualidade dos dados; qualidade de dados; 数据质量; 数据校验; 数据验证
	`),
	"feature-store": cues(`
		feature store*; feature-store*; featurestore*; online features; [offline|online] [and|/|&] [online|offline] features; feature serving; training-serving skew;
		training/serving skew; point-in-time; [define|serve|share] features; 特征平台; 特征库; 特征存储; almacen de caracteristicas
	`),
	notebooks: cues(
		"[shared|hosted|reactive|collaborative|interactive|online|cloud|web] notebook*; notebook [server*|environment*|tool*|platform*|hub|service*|editor*|software|app*]; notebooks [together|for|in the browser|on]; ipynb; jupyter*; notizbuch; cuaderno*; carnet*; 笔记本",
	),
	"distributed-training": cues(`
		distributed training; multi-gpu; multi gpu; multi-node training; [fsdp|ddp|zero-1|zero-2|zero-3|zero stage*|tensor parallel*|pipeline parallel*|model parallel*|data parallel*]; pretrain*;
		pre-train*; shard* ~ [model|training|optimizer]; scale ~ training; train ~ [several|many|multiple|across|over] ~ [gpus|nodes|machines]; verteiltes training;
		entrenamiento distribuido; entrainement distribue; treinamento distribuido; 分布式训练; 多卡训练; 多机训练
	`),
	"hyperparameter-tuning": cues(`
		hyperparameter*; hyper-parameter*; hyper parameter*; hpo; [bayesian|random|grid] search; bayesian optimi*; [param*|parameter] [search|sweep*|tuning]; sweeps;
		prun* ~ trials; [tune|tuning] ~ [learning rate|parameters|params|settings]; neural architecture search; hiperparametro*; hyperparametre*; 超参; 调参
	`),
	"workflow-orchestration": cues(`
		orchestrat*; workflow [engine|manager|tool|scheduler|manage*]; dag; dags; schedul* ~ [jobs|pipeline*|dags|training]; pipeline [tool|orchestrator|scheduler|framework];
		[training|ml|data|retraining] pipeline*; backfill*; cron; nightly jobs; orchestrier*; orquesta*; orquestra*; ordonnanc*; ordonnanceur; 编排; 调度; 工作流
	`),
	"ci-cd-for-ml": cues(`
		ci/cd; ci-cd; cicd; ci pipeline*; continuous [integration|delivery|deployment]; gitops; pull request*; on [every|each] pr; github action*; release pipeline;
		build pipeline*; 持续集成; 持续部署; integracion continua; integration continue; integracao continua
	`),
	"model-serving": cues(`
		model serv*; serv* ~ model*; inference [server|api*|endpoint*|service]; online inference; batch inference; rest api ~ model; [deploy*|expose|host] ~ model*;
		model [deployment|endpoint*|api]; prediction service; serving [layer|tool|framework|stack|engine]; modell* ~ [bereitstellen|ausliefern]; servir ~ modelo*;
		desplegar ~ modelo*; servir ~ modele*; deployer ~ modele*; mise en production; 在线推理; 推理服务; 模型部署; 模型服务; 推理接口
	`),
	"llm-serving": cues(`
		llm [serving|inference|gateway*|server|proxy|router|engine|hosting];
		[serve|serving|host|run|deploy] ~ [llm*|llama*|mistral|qwen*|deepseek*|gemma|mixtral|language model*]; inference engine*; [openai|ai|model] gateway; llm gateway;
		multi-lora; kv cache; continuous batching; tokens per second; tokens/s; openai-compatible; openai key*; 大模型推理; 大模型部署; 部署大模型; 模型网关; servir un llm; servir llm*
	`),
	"edge-deployment": cues(`
		edge [deploy*|device*|inference|ai|box*]; on-device; on device; [android|ios|mobile|phone|iphone|raspberry|jetson|microcontroller*|browser|embedded] ; in the browser;
		smartphone*; tinyml; quanti* ~ model; factory pc*; offline in the app; embedded device*; wearable*; drone*; edge-geraten; dispositivo* [movil*|embebido*];
		en el movil; telephone; celular; 端侧; 边缘; 手机; 移动端; 嵌入式
	`),
	"model-monitoring": cues(`
		model monitor*; monitor* ~ [model*|predictions|drift]; drift*; [data|concept|feature|prediction] drift; model decay; performance degrad*;
		[models|model|predictions] in production ~ [worse|degrade]; modelluberwachung; monitoreo de modelos; monitorear; monitoramento de modelos; derive ~ donnees; derive;
		deriva; 模型监控; 漂移
	`),
	explainability: cues(`
		explainab*; interpretab*; xai; shap; shapley; feature importance*; feature attribution*; saliency; per-decision reasons; reason codes;
		why ~ [model|it|network] [predict*|decide*|reject*|said|flagg*]; erklarbar*; explicab*; interpretabilidad; explicabilidad; interpretabilite; interpretabilidade; 可解释;
		解释性
	`),
	fairness: cues(`
		fairness; bias audit*; [demographic|gender|racial|age] [bias|parity|gap|disparit*]; disparit*; disparate impact; discriminat*; equalized odds;
		protected [group*|attribute*|class*]; [unfair|biased] [model*|against|to]; equidad; equite; justica algoritmica; diskriminier*; 公平性; 歧视; 偏见
	`),
	"model-testing": cues(`
		[test|tests|testing] ~ model*; model test*; behavio*ral [test*|check*]; unit tests for; red team*; red-team*; adversarial prompt*; jailbreak*; slices; invariance*;
		[robustness|metamorphic|perturbation] [test*|check*]; regression test* ~ model*; vulnerabilit* scan* ~ [llm|model]; 模型测试; 红队; probar ~ modelo; testar ~ modelo
	`),
	"privacy-security": cues(`
		differential* priva*; dp-sgd; federated; privacy*; pii; anonymi*; pseudonymi*; adversarial [attack*|example*|robust*];
		scan* ~ [model file*|checkpoints|pickle*|models|weights]; malicious [model*|pickle*|checkpoint*]; embedded code; backdoor*; poisoning; homomorphic;
		membership inference; secure enclave; model theft; redact*; datenschutz; foderiert*; privacidad; federad*; confidentialite; federe; anonimiz*; privacidade; 隐私; 联邦学习;
		脱敏; 差分隐私
	`),
	governance: cues(`
		governance; lineage; model card*; audit trail*; auditor*; audit*; ai act; eu ai act; risk class*; data catalog*; metadata catalog*; inventory of ~ [ai|models];
		model inventory; approvals; compliance evidence; gobernanza; linaje; gouvernance; tracabilite; governanca; linhagem; nachvollziehbar*; 治理; 血缘; 审计
	`),
	"vector-database": cues(`
		vector [db|dbs|database*|store*|search|index*]; vectordb; embedding* ~ [store*|search|index|database]; [store|search|index|query] ~ [embedding*|vectors];
		similarity [search|lookup]; nearest neighbo*; ann index; semantic search; vektordatenbank*; base* de datos vectorial*; base* vectorielle*;
		base* de donnees vectorielle*; banco* [de dados]? vetoria*; busqueda semantica; 向量数据库; 向量库; 向量检索; 语义搜索
	`),
	"llm-evaluation": cues(`
		llm [eval*|as a judge|judge*]; [evaluat*|eval|evals|benchmark] ~ [llm*|rag|prompt*|agent*|chatbot*|answers]; evals; llm-as-a-judge; rag [eval*|metrics|quality];
		faithfulness; context recall; answer [quality|relevan*]; golden [set|answers|dataset]; hallucinat*; prompt [test*|regression*]; bewert* ~ [llm|rag];
		evaluar ~ [llm|rag|respuestas|chatbot]; evaluer ~ [llm|rag]; avaliar ~ [llm|rag|respostas]; 大模型评测; 评测; 评估rag
	`),
	"llm-observability": cues(`
		llm [observab*|trac*|monitor*|logs|telemetry]; trac* ~ [llm*|agent*|calls|prompts|rag]; [token|tokens] ~ [cost*|usage|spend*];
		traces of [our|the]? [agent*|llm*|calls]; [see|log|record] ~ [llm calls|prompts|each call|every call]; opentelemetry spans; agent trac*; llm costs; 大模型监控; 链路追踪; 调用链
	`),
	"prompt-management": cues(`
		prompt [manage*|version*|regist*|librar*|cms|repository|store|review*|release*|editor]; [version*|manag*|edit*|review*|release*|approve*] ~ prompt*; prompt variants;
		prompts in [git|code|a spreadsheet|google docs|notion]; gestion de prompts; gestao de prompts; gestion des prompts; 提示词管理; 提示词版本; prompt管理
	`),
	"end-to-end-platform": cues(`
		end-to-end [ml|ai|mlops|platform]*; end to end [ml|ai|mlops|platform|solution|machine learning]; all-in-one; all in one; ml platform; mlops platform; ai platform;
		machine learning platform; one platform; whole lifecycle; one product for everything; everything in one [place|product|tool];
		plataforma [de ml|completa|integral|unica]; plateforme [ml|complete|unique|tout-en-un]; tout-en-un; todo en uno; tudo em um; komplettplattform; ml-plattform;
		gesamtplattform; 机器学习平台; 一站式; 全流程平台
	`),
	automl: cues(`
		automl; auto-ml; auto ml; automat* ~ [train*|model*|baseline]; train* ~ automatically; strong baseline; no-code [ml|model*|ai]; without [coding|code|writing code];
		[try|tries] ~ models automatically; 自动机器学习; 自动建模; automatisch* ~ modell*; automatic* ~ modelo*
	`),
	"compute-infra": cues(`
		gpu [cluster*|cloud*|rental*|scheduling|sharing|quota*|queue*|hours|pool]; rent ~ gpu*; gpus ~ [idle|share|sharing|schedul*|queue|rent|quota*];
		[share|schedule|queue|rent|need|get|buy] ~ gpus; spot instances; batch scheduler; cluster [scheduler|autoscal*|manager]; compute [provider|platform|cluster]; a100s;
		h100s; cloud gpu*; gpu-stunden; gpus [mieten|teilen]; alquilar gpu*; louer ~ gpu*; alugar gpu*; 租gpu; 显卡; 算力; gpu集群; gpu调度
	`),
};

export type CategoryTerms = ReadonlyMap<CategoryId, string[]>;

/** A trade is named after what it looks after: "platform engineers" are no platform that is asked for. */
const trades =
	/\b(?:platform|feature store|labell?ing|annotation|notebook|orchestration|inference|serving|monitoring|experimentation) (?=(?:engineers?|teams?|people|folks|crew|devs?|developers?|group|guild|squad|leads?|guys?|owners?)\b)/gu;
/** "They rewrite our notebooks in Java": what stands in the notebooks is to be put to use. */
const rewritten =
	/(?<=\b(?:re-?writ\w+|re-?wrote|re-?implement\w*|port(?:s|ed|ing)?|translat\w+|convert\w*|re-?cod\w+|turn(?:s|ed|ing)?)(?: (?:all|our|my|the|their|these|those|every|each|of))* )notebooks?(?= (?:in|into|to|as|by hand|from scratch)\b)/gu;
/** The message with nothing in it that looks like a need and is none, as long as before: places in it stay what they were. */
export const needsOnly = (folded: string): string => folded.replace(trades, (words) => " ".repeat(words.length)).replace(rewritten, (words) => "models".padEnd(words.length));

/** The terms of each category that stand in a text; categories without one are left out. */
export function categoryTerms(folded: string): CategoryTerms {
	const found = new Map<CategoryId, string[]>();
	for (const [id, list] of Object.entries(categoryCues) as [CategoryId, Cue[]][]) {
		const hits = findCues(folded, list);
		if (hits.length > 0)
			found.set(
				id,
				hits.map(({ words }) => words),
			);
	}
	return found;
}
