/**
 * Words that mean the same to somebody who builds models, across the languages that are read without a language model. A word
 * that no example question holds is still understood where another word of its concept stands in them: "vigilar" as "watch".
 * Words are folded; `*` ends one openly. What stands here says nothing by itself: the reading model learns what each concept speaks for.
 */
const concepts: Record<string, string> = {
	label:
		"label* annotat* tag tags tagged tagging outline outlin* polygon* box boxes boxed mark marks marked marking circle circled transcrib* etiquet* anotar anotac* anotad* anotaci* rotul* beschrift* annoter annoten* markier* kennzeichn* etiketti* mag-label mag-annotate nagla-label lagyan marcar marquer pointer 标注 打标 标签 标记 框选",
	annotator: "annotator* labeller* labeler* crowdworker* crowd rater raters anotador* annotateur* rotulador* annotatoren 标注员 众包",
	agreement: "agreement disagree* agree kappa adjudicat* consensus overlap acuerdo einig* accord concordancia 一致性",
	watch:
		"monitor* watch watches watching watched observ* eye notice* notic* warn* alert* alarm* supervis* vigil* surveil* uberwach* beobacht* monitore* bantay* shout shouts ping pings detect* spot wake page pages melden meldet avis* alerta* avertir 监控 告警 报警 监测 盯着 预警",
	drift:
		"drift* shift shifts shifted decay* degrad* worse worsen* stale odd weird wild wander* deteriorat* rot rots drop dropped drops fell slump* sink* slipping creep* schlechter verschlecht* empeor* pior piora* degrade* derive deriva* mali lumalala 漂移 变差 下降 退化 不准",
	production: "prod production live running field vivo produktion* produccion producao productif betrieb wild deployed nasa-production 线上 生产 上线后",
	deploy:
		"deploy* release released releas* ship ships shipped shipping rollout roll-out rolled launch* publish* golive go-live ausroll* ausliefer* bereitstell* despleg* implant* deploi* lancar subir i-deploy 部署 上线 发布 交付",
	canary: "canary shadow blue-green rollback roll-back revert progressive traffic percent split ab a/b gradual* 灰度 回滚",
	serve:
		"serve serves served serving endpoint* inference infer api apis predict* request* latency rest grpc respond* response host hosting behind scoring scor* throughput concurren* anfrage* peticion* requete* requisic* latenz* latenc* 推理 接口 服务 请求 延迟 并发",
	train: "train trains trained training retrain* fit fitted fitting learn* entren* trainier* entrain* trein* training nachtrain* i-train 训练 重训",
	model:
		"model models net nets network networks classifier* regressor* regression checkpoint* weights pickle pickles pkl detector* predictor* forecaster* segment* modell* modelo* modele* modelle* 模型 权重",
	version:
		"version* revision* snapshot* history rollback restore old older previous latest newest current state states copy copies v2 v3 final final2 versionier* versiones versoes estado bersyon 版本 快照 历史",
	data: "data dataset* datasets table tables csv csvs row rows files folder folders record* parquet lake warehouse daten datensatz* datos donnees dados datos tabelle* tabla* fichier* arquivo* 数据 表格 数据集",
	quality:
		"quality broken corrupt* missing null nulls empty malform* invalid schema* typ* column columns validat* garbage dirty duplicate* range ranges sanity unit units qualitat* calidad qualite qualidade fehler* kaputt sucio* sujo* 质量 校验 缺失 脏数据 空值",
	experiment: "experiment* run runs attempt* ablation* versuch* experimento* essai* eksperimento 实验",
	compare: "compar* side-by-side overlay* versus vergleich* comparar compara* ihambing 对比 比较",
	record:
		"log logs logged logging record recorded recording* write wrote written down track tracks tracked tracking noted spreadsheet excel sheet keep keeps kept protokoll* aufzeichn* registrar registra* anotar consigner itala nakatala 记录 登记 追踪",
	lost: "lost lose forget forgot forgotten nobody remember* mystery unclear idea clue whichever reproduce* reproduc* again vergess* verloren perdi* perd* oublie* esquec* nawawala 忘 丢 找不到 复现",
	curve: "loss losses curve curves metric metrics accuracy auc f1 plot plots chart charts graph graphs metrik* metrica* metrique* 曲线 指标",
	params: "param params parameter* hyperparam* setting settings config* seed seeds learning-rate knob knobs einstellung* parametro* parametre* 参数 超参 配置",
	tune: "tune tunes tuned tuning search searches sweep sweeps sweeping optimi* grid bayesian trials best combination* abstimm* ajustar ajuste* afinar regler reglage* 调参 搜索 寻优",
	schedule:
		"schedul* nightly weekly daily monthly hourly night sunday monday cron trigger* timetable plan planned automatically zeitplan* nachtlich* wochentlich* program* agend* planif* cada toda chaque gabi-gabi 定时 调度 每天 每晚 每周",
	pipeline: "pipeline* dag dags workflow* orchestrat* step steps chain chained stages flow flows task tasks dependenc* ablauf* schritt* flujo* fluxo* etape* orquest* 流水线 工作流 编排 步骤",
	failure:
		"fail fails failed failing failure* die dies died crash* retry retries rerun re-run restart* resume* hang hangs stuck timeout* abbruch abbrech* falla fallan falha* echou* plante 失败 重试 重跑 中断",
	approve: "approv* sign-off signoff signed gate gates promot* accept* stage staging candidate* blessed four-eyes freigab* freigeb* aprob* aprov* valid* homolog* 审批 批准 上架",
	registry: "registr* catalog* catalogue* inventory shelf library central place somewhere list register registro* registre* verzeichnis* 注册 仓库 目录",
	audit:
		"audit* regulator* regulat* complian* evidence lineage provenance document* paper trail prove proof accountab* responsible owner owners policy policies inspector ministry nachweis* prufer* revision* linaje linhagem tracabilit* 审计 合规 血缘 追溯 监管",
	card: "card cards datasheet factsheet passport sheet intended risk risks act akta ficha fiche 模型卡",
	explain:
		"explain* explan* reason reasons why justif* interpret* attribut* contribut* drove influence* understand* because erklar* begrund* explic* expliqu* razon* motivo* raison* ipaliwanag 解释 原因 为什么 可解释",
	fair: "fair* unfair* bias* discriminat* gender sex race racial ethnic* women men minorit* equal* dispar* demographic* protected older disadvantag* fairness benachteil* diskrimin* sesg* biais vies justo justa genero 公平 偏见 歧视 性别",
	privacy:
		"privat* privacy anonym* pseudonym* mask* redact* personal pii identif* sensitive confidential* patient patients dsgvo geheim* datenschutz privacid* confident* federat* federad* foder* encrypt* differential 隐私 脱敏 匿名 联邦 加密",
	attack:
		"attack* adversar* poison* jailbreak* malicious malware exploit* pentest pen-test red-team* redteam* steal* theft backdoor* trojan* untrusted infected hacker* hack angriff* ataque* attaque* leak leaks leaked 攻击 越狱 恶意 后门",
	guard: "guard* filter* block* firewall sanitis* sanitiz* moderat* toxic* scan scans scanned scanning scanner signature* signed verify sign 过滤 护栏 扫描",
	vector: "embed* vector* similar* nearest neighbo* semantic* cosine ann hnsw vektor* vecteur* vetor* ahnlich* parecid* semblable* meaning 向量 相似 语义",
	search: "search* find finds finding retriev* lookup look-up query queries index indexes indexed suche* such* busca* buscar recherch* recuper* hanap* 检索 搜索 查询 索引",
	llm: "llm llms gpt* chatbot* chat assistant* rag agent agents copilot llama* qwen* mistral gemma* claude openai deepseek generative genai sprachmodell* 大模型 对话 智能体 机器人",
	prompt: "prompt* template* instruction* wording* phrasing* anweisung* consigne* instrucc* instruc* 提示词",
	trace: "trace traces traced tracing span spans call calls token tokens cost costs bill spend* telemetry otel debug* loop loops kosten* coste* custo* cout* 链路 调用 费用 日志",
	judge:
		"judge* judging grade grades graded grading rate rates rating eval evals evaluat* benchmark* golden faithful* hallucinat* answer answers relevan* correct* bewert* evalu* avali* respuesta* reponse* resposta* 评测 评估 打分 回答 幻觉",
	gateway: "gateway* proxy router routing key keys quota* budget* fallback* provider* openai-compatible 网关 路由",
	gpu: "gpu gpus a100* h100* h200* l40s v100* t4 t4s card cards cuda vram tpu tpus rtx* accelerator* grafikkart* 显卡 算力",
	compute:
		"rent rents rented renting hire cluster* queue queues queued queuing quota* share shares shared sharing idle capacity spot reserve* reservation* machine machines server servers hpc slurm workstation* mieten alquil* alug* lou* 租 集群 排队 资源",
	parallel: "multi-node multinode multi-gpu distributed distribut* parallel* shard* node nodes across scale scaling fsdp ddp zero tensor verteilt* distribuid* reparti* 分布式 多机 多卡 并行",
	size: "huge large big billion* billions 7b 8b 13b 70b terabyte* tb memory oom ram gros grande* riesig* 大规模 显存",
	edge: "phone phones mobile android ios iphone ipad tablet* device devices browser raspberry pi jetson microcontroller* mcu cortex* embedded wearable* watch camera cameras drone drones robot* offline on-device edge car cars tractor* handy* smartphone* movil* telefon* celular* navegador navigateur gerat* dispositiv* 手机 端侧 边缘 设备 嵌入式 浏览器",
	shrink: "quanti* compress* prune* pruning distil* shrink* smaller tiny kb mb int8 fp16 footprint battery convert* export* komprim* comprim* 量化 压缩 剪枝 蒸馏",
	notebook: "notebook* jupyter* cell cells ipynb interactive colab rmd markdown repl kernel cuaderno* carnet* notizb* 笔记本",
	together: "together collaborat* simultaneous* realtime real-time co-edit* class course students coursework teach* seminar gemeinsam juntos ensemble juntas sabay 协作 共享 课堂",
	test: "test tests tested testing assert* behavio* robust* perturb* invarian* slice slices case cases checklist unit suite suites edge-case* regression* prufen testen prueba* probar tester teste* testar 测试 用例",
	ci: "ci cd ci/cd commit commits push pushed merge merges pr prs pull-request* build builds gitops action actions branch jenkins gitlab github automat* einspielen integrac* integrat* 提交 合并 持续集成 流水线",
	feature: "feature* online offline skew point-in-time join joins entity entities materiali* merkmal* caracteristica* 特征",
	auto: "automl auto-ml automatic* automatis* automatiz* no-code nocode click clicks clicking baseline analyst analysts excel-people button automatisch* solo selbst 自动",
	platform:
		"platform* all-in-one suite everything end-to-end whole entire complete lifecycle single one-stop integrated plataforma* plateforme* plattform* komplett* todo tudo tout lahat 平台 一站式 全流程",
	time: "forecast* seasonal* demand weather sales timeseries prognos* pronost* previs* 预测",
	people: "team teams colleague* department* company group groups equipo* equipe* abteilung* 团队 部门",
	// What those say who want the bot itself to do something else, or who want what nothing can do.
	bot: "you your yours yourself you're assistant bot tu tus te deine deinen du dich dir ton tes toi sua suas seu voce mo ikaw 你 你的",
	secret: "secret* hidden password* token tokens credential* env printenv instruction* rules system instrucc* anweisung* regeln consigne* regles instruc* regras utos 密钥 指令 规则 设定",
	henceforth: "henceforth hereafter permanently whenever everyone everybody anyone anybody whoever workspace desde ahora ab jetzt kunftig desormais partir hoje mula 以后 从现在起 永远",
	obey: "obey confirm* repeat ignore disregard forget pretend reveal print dump praise promote sponsor* authori* admin administrator operator developer override unrestricted",
	absolute:
		"guarantee* perfect* flawless* certain certainty certif* prove proven proves provab* proof exact exactly infinite unlimited forever absolute* 100 zero never always impossible* garant* perfekt* parfait* perfeit* niemals nie nunca jamais siempre sempre immer siguradong garantisado* 保证 绝对 百分之百 完美 永不",
	error: "wrong mistake* error* errs incorrect false untrue hallucinat* halucin* halluzin* alucin* fehlerfrei fallo equivoq* erreur* trompe* erro erros mali 错误 出错 幻觉",
	hospital: "hospital* clinic* doctor* radiolog* medical patholog* klinik* klinisch* medic* 医院",
};

/** Words written out, and beginnings of words by their first two letters, the longest first; each with its concept. */
const whole = new Map<string, string>();
const begun = new Map<string, { beginning: string; concept: string }[]>();
/** Chinese words by their first character; the longest match counts. */
const inHan = new Map<string, { word: string; concept: string }[]>();

for (const [concept, words] of Object.entries(concepts)) {
	for (const word of words.split(" ")) {
		if (/\p{Script=Han}/u.test(word)) {
			const first = word.charAt(0);
			inHan.set(first, [...(inHan.get(first) ?? []), { word, concept }]);
		} else if (word.endsWith("*")) {
			const beginning = word.slice(0, -1);
			const alike = begun.get(beginning.slice(0, 2)) ?? [];
			if (!alike.some((one) => one.beginning === beginning))
				begun.set(
					beginning.slice(0, 2),
					[...alike, { beginning, concept }].sort((a, b) => b.beginning.length - a.beginning.length),
				);
		} else if (!whole.has(word)) whole.set(word, concept);
	}
}

/** The concept of a folded word, by its longest known beginning; undefined where it has none. */
export function conceptOf(word: string): string | undefined {
	return whole.get(word) ?? begun.get(word.slice(0, 2))?.find(({ beginning }) => word.startsWith(beginning))?.concept;
}

/** The concepts of a run of Chinese characters, in its order. */
export function conceptsInHan(run: string): string[] {
	const found: string[] = [];
	for (let at = 0; at < run.length; at++) {
		const match = inHan
			.get(run.charAt(at))
			?.filter(({ word }) => run.startsWith(word, at))
			.sort((a, b) => b.word.length - a.word.length)[0];
		if (match === undefined) continue;
		found.push(match.concept);
		at += match.word.length - 1;
	}
	return found;
}
