import { cues } from "./cues.ts";

/** The words that show each constraint, in the languages that are read without a model. */

export const openSource = cues(`
	[must|has to|should] be [apache|mit|bsd]; on osi's list; osi's list; out in the open; free as in speech; free-as-in-speech; read every line of; closed isn't; no closed source; not closed source;
	open source*; open-source*; opensource*; oss; foss; floss; osi; osi-*; [apache|mit|bsd|gpl] licen*; apache 2*; apache-2*; apache/mit; mit/apache; apache/bsd/mit;
	[apache|mit|bsd] or [mit|apache|bsd]; permissive licen*; permissively licensed; free software; free as in freedom; free-as-in-freedom; libre;
	source [must|has to|should] be open; open code; open [licence|license]; free [licence|license]; copyleft; codigo abierto; software libre; fuente abierta;
	de codigo libre; codigo aberto; software livre; quelloffen*; freie software; opensource-*; open-source-*; logiciel* libre*; code ouvert; source ouverte; 开源; 自由软件;
	bukas na source
`);
export const commercialUse = cues(`
	non-commercial [clause*|licen*]; [gadget|product|app|device|thing] we sell; our paid app; [our|a|the] commercial [product|appliance|offering|software|device|service|app|solution]*; we charge money; charge money for; earn [money]? with; bill clients for; for research only; research-only licen*; cc-by-nc; sells the whole thing; as their product; resell*; sell it on; client sells;
	[use|used|using|usable] commercially; commercial use; commercial product*; commercially [usable|use]; sell the product; product [that|which]? we sell;
	kommerziell* [nutz*|einsetz*|verwend*]; uso comercial; usage commercial; 商用; 商业使用; komersyal na gamit
`);

export const selfHosted = cues(`
	self-managed*; self managed; [nosso|no nosso|na nossa|nossos|nossas] [proprio*|propria*]? [servidor*|infraestrutura|rede|maquina*]; en el servidor [de|del] *; en nuestro [propio]? servidor; auf [unserem|dem eigenen|einem eigenen] server; sur notre [propre]? serveur;
	[behind|inside|within] the [company|corporate|hospital|bank]? [firewall|vpn|intranet|perimeter]; our server room; server room under *; hardware of our own; servers of our own; [install*|installed] on our *; nothing may be uploaded *; [upload|uploaded] nowhere; sits in our own *; on board;
	self-host*; self host*; selfhost*; host* [it|them|this|that|everything] ourselves; host* [it|them|this] myself; [we|i] host ourselves; hosted by [ourselves|us];
	host ourselves; run* [it|them|this|everything] ourselves; run ourselves; operate [it|them] ourselves;
	[our|my|their] own [server*|infra*|hardware|machine*|cluster*|vpc|network*|boxes|box|gpu*|metal|account|cloud account|env*|rack*|vm*|kubernetes|k8s|cloud];
	own [server*|infrastructure|hardware|vpc|machines|network]; [in|inside|within] our [network|vpc|perimeter|walls|firewall|tenant|account|cloud|cluster|infra*];
	behind our firewall; in-house; in house; inhouse; on our side; on our [servers|machines|hardware|infra*|boxes|cluster|vms|network|vpc]; under my desk;
	our server room; own server room; [stay|stays|remain|remains|keep] ~ [in-house|with us|on our*|inside*];
	run by us; [something|one] we run; we [run|host|operate] [it|this|that] ourselves; [stay*|remain*|keep*|kept] ~ [inside|within|in|on|at|with] [our|the|each|every]? [own]? [house|hospital|network|walls|building|premises|machines|servers|clinic|campus|us];
	outside [our|the] [walls|network|building|house|perimeter|company|hospital|premises]; on-prem*; on prem*; onprem*; bare metal; auf [unseren|eigenen|unseren eigenen] [servern|rechnern|maschinen];
	auf eigene* [server*|hardware]; selbst [hosten|betreiben|gehostet*|hosted]; selbst zu hosten; bei uns im haus; im eigenen [rechenzentrum|netz|haus];
	eigene* rechenzentrum; lokal [betreiben|betrieben|gehostet]; en [nuestros|nuestro|mis] [servidor*|propios servidores|propio servidor|centro de datos];
	servidores propios; [nuestros|nuestras|nuestra|nuestro] propi* *; [nuestros|nuestra] [propios|propia] [servidores|infraestructura]; autoaloja*; auto-aloja*; alojar* nosotros*; en nuestras maquinas;
	sur nos [serveurs|machines|propres serveurs]; nos propres serveurs; sur les serveurs de*; auto-heberg*; autoheberg*; heberg* nous-memes;
	heberge* [chez nous|en interne]; chez nous; en interne; [nos|em] nossos servidores; servidor* proprio*; proprios servidores; infraestrutura propria; auto-hosped*;
	hospedar* nos mesmos; rodar [aqui|em casa]; dentro da nossa rede; sariling [server*|infra*|makina]; [i-host|pinapatakbo] namin; sa sarili naming*; sa server namin; 自建; 自己的服务器; 自己部署; 自托管; 私有化部署; 私有部署;
	本地部署; 内网部署; 公司内部服务器; 自己的机房; 公司机房
`);
export const onPrem = cues(`
	医院的机房; 学校的机房; 公司的机房; 各自的机房; 医院机房; 学校机房; our server room; the server room; server room under *;
	on-prem*; on prem*; onprem*; [our|own|their|my] [data cent*|datacent*|data-cent*|server room|server-room|machine room|rack*|own data cent*|own datacent*];
	own [server room|data cent*|datacent*|machine room|basement]; [in|from] [our|the|my]? own? basement; in the basement; in our basement; bare metal; our colo; colocation; rechenzentrum; eigenen rechenzentrum; serverraum; im haus; centro de datos propio;
	nuestro centro de datos; sala de servidores; en nuestras instalaciones; notre [datacenter|centre de donnees|salle serveur*]; sur site;
	nosso [datacenter|data center|centro de dados]; sariling data center; 自己的机房; 自有机房; 本地机房; 内部机房; 本地数据中心
`);
export const managed = cues(`
	[run|hosted|operated|managed|maintained] by [somebody|someone|anybody] else; [run|hosted|operated] by [the|a|its] [vendor|provider|supplier|maker]*;
	rent; rental; renting; rented;
	[vendor|provider|supplier] [runs|run|hosts|host|operates] [it|this|everything]; let [a|the] vendor; rent than own; rather rent; log in and start; not install a thing; come* with its own ops *; someone to run it for us; somebody else's [servers|problem]; entretenir de serveur*;
	[fully|vendor] managed; managed; hosted; saas; software as a service; as a service; cloud service; cloud-hosted; vendor-run; vendor-hosted; serverless;
	[someone|somebody] else [should|to|can|must|has to]? [run*|host*|operate*|manage*|maintain*];
	[don't|do not|dont|won't|not|never|no one|nobody] ~ [want|wants|wanna|have to|like|care|intend*|plan*]? ~ [babysit*|operate|maintain|administer|run] [a|any|the|our own|another|more|it|this|servers|anything|infra*];
	rather not [run|host|operate|maintain]; no wish to [run|host|operate]; [no|zero] [ops|server*|infra*|hosting|maintenance|self-hosting|self hosting|sysadmin*];
	no hosting on our side; nothing [that|which]? we have to [host|run|operate|maintain]; without [becoming|being] a sysadmin; without [running|operating|maintaining|hosting] [a|any|our own|servers]*;
	[nothing|nor anything|not anything|without anything] to [install|host|operate|run|maintain|patch|update|upgrade|administer|look after|keep alive|babysit]; zero installation; no installation; hosted for us;
	[nobody|no one] [here|wants|to] ~ [babysit|run|operate|maintain|admin*]; not [run|running|host|hosting] [it|anything|a server|servers] ourselves; no ops team;
	turnkey; runs it for us; verwaltet*; gehostet*; gemanagt*; als dienst; als service; cloud-dienst; nicht selbst [betreiben|hosten];
	niemand [will|mochte] ~ [betreiben|warten]; gestionado*; administrado*; alojado* por; como servicio; sin [administrar|mantener|operar] servidores; gere; heberge par;
	infogere; service gere; entierement gere; gerenciado*; hospedado por; como servico; sem [administrar|manter|operar] servidores*; gusto namin managed;
	ibang magpapatakbo; walang kargo; 托管; 全托管; 不想自己运维; 不想自己维护; 云服务; 不想维护服务器; 不用自己运维
`);
/** Something that is imported, with nothing that has to be kept running. */
export const noServer = cues(`
	without [a|any|our own|the|another|an extra|extra|some|having a|needing a|running a]? [server|servers|backend|daemon]; [needs|need|requires|require|with] no [extra|separate|own]? [server|daemon|backend]; no [server|daemon|service] [please|to run|to start|to set up|to install|to operate|to maintain|to look after|needed|at all|required]; serverless library; [just|only] [a|one]? [library|python library|pip package|package]; [a|one] plain import;
	ohne [eigenen|einen|extra]? server; sin [un|ningun]? servidor; sans [aucun]? serveur; sem [um|nenhum]? servidor; walang [server|backend]; 不需要服务器; 无需服务器; 不用服务器; 不要服务器
`);
export const airGapped = cues(`
	no link to shore; no [link|uplink|line] [to|out] *; [physically|completely] cut; data diode; classified enclave; sealed [plant]? network; [may not|must not|can't|cannot] have any connection; no connection outside; walked in past; [sneakernet|burnt to a dvd|usb stick] ; 不联网; 断开外网;
	air-gap*; air gap*; airgap*; [no|without] [internet|outbound|egress]; no [internet|outside|external] [access|connection|connectivity|link];
	without [internet|an internet|any internet|outside] ~ [access|connection]?; cut off from the [internet|outside|net|world];
	no [connection|link|route|access] to the [outside|internet|outside world]; isolated network; disconnected [network|environment|site|cluster|enclave];
	offline [cluster|network|environment|site|data cent*|datacent*|enclave|lab|server*]; nothing [goes|may go|can go] out; network [is|stays] [isolated|sealed];
	sealed [network|off]; classified network; [internet|outbound traffic] is [blocked|forbidden|off|not allowed]; never [touches|sees|reaches] the internet;
	ohne [internet*|verbindung nach aussen]; kein* internet*; abgeschottet*; vom internet getrennt;
	[no|ni] [tiene|tenemos|hay|tienen] ~ [salida|acceso|conexion] [a|con] [internet|el exterior]; [ningun*] [salida|acceso|conexion] [a|con] [internet|el exterior]; [aucun*|pas d'] ~ [acces|sortie|connexion|liaison] [a|vers] [internet|l'exterieur]; [nao] [tem|temos|ha] ~ [acesso|saida|conexao] [a|com a|para a|para] [internet|o exterior]; [nenhum*] [acesso|saida|conexao] [a|com a|para a|para] internet; keine* ~ [verbindung|zugang|zugriff|anschluss] [nach aussen|zum internet|ins internet|ans internet];
	sin [internet|conexion a internet|salida a internet|acceso a internet]; aislad*; sans [internet|acces internet|connexion internet|acces a internet]; coupe d'internet;
	isole du reseau; sem [internet|acesso a internet|conexao com a internet]; isolad*; walang internet; 离线环境; 断网; 无外网; 没有外网; 不能联网; 隔离网络; 物理隔离; 内网隔离; 无法访问外网; 不能访问外网
`);

export const kubernetesWords = cues(`
	kubectl*; crds; kustomize; pods; helm chart*; cluster* with pods;
	kubernetes*; k8s*; k8; k8s-native; kube; kubernetes-native; eks; gke; aks; openshift; k3s; helm; container orchestrat*; containers orchestrat*; cluster of any kind;
	库伯内特斯
`);
export const kubernetesAbsent = cues(`
	clusters aren't a thing; plain vms only; only plain vms; [docker]? compose is the limit; no clusters;
	no cluster [of any kind|at all]?; plain docker swarm; docker swarm [only|instead]; just docker [compose|swarm]?; docker compose only; only docker; only have docker;
	a single [vm|server|box] [only|is all]?
`);

export const clouds = {
	aws: cues("amazon's; govcloud; on amazon; sagemaker studio account; aws; ecs; rds; amazon web services; ec2; eks; fargate; amazon cloud; aws-*; redshift; 亚马逊云"),
	gcp: cues("on google; google this; gcs bucket*; dataproc; google's; gcp; google cloud*; gke; cloud run; bigquery; google's cloud; naka-gcp; 谷歌云"),
	azure: cues("redmond*; adls; synapse; entra; azure; aks; microsoft cloud; 微软云"),
	multi: cues(`
	hyperscalers; any hyperscaler; whichever [cloud|provider|vendor|of the three]*; [three|four|five|multiple|various|different] [clouds|cloud providers|providers|cloud vendors]; all [the|three|big|major] clouds; cloud to cloud;
		multi-cloud; multicloud; multi cloud; several clouds; more than one cloud; across clouds; two clouds; both clouds; any cloud; cloud-agnostic; cloud agnostic;
		many clouds; 多云; nube multiple; varias nubes; plusieurs clouds; mehrere clouds; varias nuvens
	`),
} as const;

export const free = cues(`
	[can't|cannot|won't|couldn't] pay [any]? [licen*|subscription*|fee*|for *]; no [monthly|yearly|recurring] [bill*|fee*|cost*]; nothing ~ [monthly bill|bill|invoice]; [wala|walang] ~ pera; without [a]? [bill|invoice|subscription]; piso wala; [hasn't|haven't|have not] got a [cent|dime|penny]; not a [cent|penny|dime];
	cost* [must|has to|have to|should|need to] be [zero|nothing|nil|0]; must not cost [anything|a cent]; [may|can|should] not cost [anything|a cent]; exactly 0; [orcamento|presupuesto|budget] [e|es|est|ist|is] [zero|cero|nul|null|0]; zero [orcamento|presupuesto]; cost* us nothing; null budget;
	free; for free; free of charge; no cost; zero cost; at no cost; no [money|funding|budget|funds]; [zero|0] [budget|money|euro*|dollar*|eur|usd]; cost* nothing;
	can't [spend|pay] [anything|a cent|a dime|money]; cannot [spend|pay] [anything|a cent]; without [paying|spending]; no [licence|license|licensing] [fee*|cost*];
	[don't|do not|dont] want to pay; not pay*; unpaid; nothing to spend; won't pay; nobody pays; $0; 0 $; no budget; budget [is|of|=] [zero|0|nothing|none]; budget zero;
	kostenlos*; gratis; umsonst; kostenfrei*; kein [geld|budget]; ohne [geld|budget|kosten]; gratuit*; sans [budget|payer|frais|argent]; aucun budget; gratuito*;
	gratuita*; sin [presupuesto|dinero|coste|costo|pagar]; no tenemos [presupuesto|dinero]; de graca; sem [custo*|orcamento|dinheiro|pagar|verba]; libre ng bayad;
	libre lang; walang bayad; walang [budget|pera|gastos]; 免费; 不花钱; 没有预算; 零预算; 没预算
`);
export const notFree = cues(`
	nobody pays [with|by|in|attention|cash] *; free on *; i'm free; free slot*; free as in speech;
	feel free; free [text|form|space|time|hand*|slot*|memory|ram|gpu*|to ask|to choose|software]; free-as-in-freedom; free as in freedom; free [licence|license];
	label-free; reference-free; hands-free; model-free; *-free; free tier*; free up; set free; free-text; free [of|from] [bias|charge]?; fixed-free; lock-in free;
	free lunch
`);
export const lowBudget = cues(`
	[can't|cannot|couldn't] [spend|pay] much; not much to spend; [spend|pay] [very]? little; price of a [pizza|coffee|beer|lunch]; every [dollar|euro|cent|penny] hurts; shoestring*; runway's short; runway is short; short on cash; justos de dinero; a shoestring; penny-pinch*; knapp bei kasse; serre* niveau budget;
	[a|the] [club*|small] purse; pocket money; out of [my|our] own pocket;
	cheap*; low cost; low-cost; low budget; [small|tight|tiny|limited|little|thin|modest|shoestring|student|phd|startup|start-up|minimal] budget;
	budget is [tight|small|tiny|limited|thin]; [little|not much|hardly any|barely any|basically no|almost no] money; [grad|phd] student budget; student budget;
	price [is what counts|matters]; cost matters; affordable; inexpensive; can't afford [much|a lot]; on the cheap; save money; cost-conscious; cost-sensitive;
	few [euros|dollars|bucks]; small money; gunstig*; wenig [geld|budget]; kleine* budget; knappe* budget; barat*; economic*; poco [presupuesto|dinero];
	presupuesto [ajustado|limitado|pequeno|bajo]; pas cher; peu cher; petit budget; budget [serre|limite]; bon marche; pouco [dinheiro|orcamento];
	orcamento [apertado|curto|limitado|baixo|pequeno]; mura; murang*; maliit ang budget; maliit na budget; kapos; tipid; 便宜; 预算有限; 预算不多; 低成本; 预算很少
`);
export const enterpriseBudget = cues(`
	blank cheque; blank check; [spend|spending|cost|price|money|budget] isn't [a|an]? [topic|issue|problem|obstacle|concern]*; price tag ~ irrelevant; price is irrelevant; cost is no obstacle; [isn't|is not|no longer] an obstacle; funding came through; generous grant; cost no object;
	[price|cost|money] is secondary; price comes second; budget exists; there's money for it; procurement [has|is] ~ approved;
	money is [no|not] [object|obstacle|problem|issue|an issue|a problem|the problem]; money isn't [the|a|an] [problem|issue];
	budget is [approved|generous|there|no issue|no problem|not a problem|not an issue|not the problem|big|large|ample|unlimited]; budget isn't [a|the|an] [problem|issue];
	[big|large|generous|ample|unlimited|real|enterprise|healthy] budget; price is [no|not] [object|issue|problem|an issue|a problem];
	cost is [no|not] [object|issue|problem|an issue|a problem]; [happy|willing|ready|glad|fine] to pay; we can pay; we have [budget|money]; deep pockets;
	whatever it costs; cost doesn't matter; geld spielt keine rolle; budget ist [da|vorhanden|kein problem]; el dinero no es problema;
	presupuesto [amplio|no es problema]; l'argent n'est pas un probleme; dinheiro nao e problema; may budget; 预算充足; 不差钱; 钱不是问题
`);

export const compliance = {
	hipaa: cues("hippa; hipa; health insurance portability*; hipaa*; phi"),
	gdpr: cues("general data protection regulation; gdpr*; dsgvo*; rgpd*; lopd*; lgpd-gdpr"),
	soc2: cues("soc2*; soc 2*; soc-2*; soc ii"),
	fedramp: cues("fedramp*; fed ramp"),
} as const;

export const smallTeam = cues(`
	me and [a|an|my|one] *; only * and me; just * and me; it's me and *; the [two|three|four|five] of us; [two|three|four|five] of us; kaming [dalawa|tatlo|apat];
	i'm the only [developer|engineer|data scientist|one]; one-woman*; team of one;
	small [team|group|lab|startup|start-up|shop|company|crew|squad|research group|speech group|outfit]; tiny [team|startup|company|shop|lab|group]; just me; only me;
	me alone; on my own; solo; one-person*; one person*; one-man*; single developer; by myself; i'm alone; i am alone;
	a handful of [people|us|devs|engineers|researchers|users]; couple of [us|people|devs|engineers]; [few|handful] of us; kleine* [team|gruppe|firma]; allein;
	equipo pequeno; pequeno equipo; somos pocos; petite equipe; time pequeno; equipe pequena; pequena equipe; maliit na [team|grupo]; maliit ang team; 小团队; 一个人; 团队很小;
	人不多
`);
export const largeTeam = cues(`
	[big|large|huge] [team|org*|company|group|department|corporation|enterprise];
	hundreds of [people|users|engineers|researchers|data scientists|developers|scientists|analysts|annotators];
	thousand* of [people|users|engineers|employees|data scientists]; grosse* [team|konzern|firma]; equipo grande; grande equipe; equipe grande; time grande;
	malaking [team|kumpanya]; 大团队; 大型团队
`);

export const modalities = {
	image: cues(`
	[tissue|pathology|glass|microscop*|whole] slide*; slides [of|from] [tissue|patients|biops*]*; tissue*; scanned *; herbarium; tiles; mole-photo*; photographed; ultrasound still*; stills; camera trap*; camera-trap*; x-rays; ct slice*; mri slice*; mammogra*; camera frame*; drawings; snapshots; satellite*; radiograph*; orthophoto*; thermal*;
		image*; photo*; picture*; pixel*; x-ray*; xray*; mri; ct scan*; histolog*; microscop*; satellite [imag*|tile*|photo*]; tiff*; jpeg*; jpg*; png*; computer vision;
		object detection; segmentation mask*; bounding box*; vision model*; dicom; radiolog*; bild*; foto*; imagen*; imagem*; imagens; rontgen*; radiografia*; litrato*;
		larawan; 图片; 图像; 照片; 影像
	`),
	video: cues("clips; *videos; clip of; frame by frame; loops; gopro*; streams of *; body cam*; video*; footage; fps; cctv; dashcam*; endoskopie-video*; camera stream*; 视频; 录像"),
	audio: cues(`
	wake-word*; wake word*; hotword*; keyword spotting; microphone*; song; songs; interviews recorded; enregistre*; micro; recorded calls; sonar; hydrophone*; phone recordings; dictation*;
		audio*; speech; voice*; spoken; sound*; recording*; podcast*; call recordings; phone calls; wav; asr; speech-to-text; music; birdsong; bird songs; acoustic*;
		sprachaufnahmen; sprache-*; tonaufnahmen; grabacion*; audios; enregistrement*; gravac*; boses; 语音; 音频; 录音
	`),
	text: cues(`
	ruling*; verdict*; essays; novels; poems; letters; complaint*; reports; statutes; manuals; questionnaires; forum posts; comments; chats; free-text;
		text*; document*; e-mail*; emails; mails; email texts; email bodies; tweet*; review* text; contract*; [clinical|doctors'|doctor*|patient*|meeting|call|nursing|discharge] notes; transcript*; sentence*; paragraph*; article*; nlp; named entit*;
		ner; news; chat log*; support ticket*; ticket*; translation*; sentiment; abstracts; corpus; corpora; texte*; dokument*; textos; documentos; correos; documents;
		courriels; mensagens; comentarios; teksto*; dokumento*; 文本; 文档; 评论
	`),
	tabular: cues(`
	may excel; an excel of; excel [with|con|com|mit|avec|of] *; in [an|one] excel; columns of *; marks; ehr tables; boosted trees; gradient boost*; xgboost on *; orders table; ledger*; spreadsheet*; invoices table;
		tabular; csv*; spreadsheet*; excel [file*|sheet*|table*]; table of *; table with *; tabela de; tabela com; linhas; tabla de; filas; rows; rows x *; rows and * columns; columns only; * rows [x|by|and] * col*; structured data; parquet; data frame*; dataframe*;
		loan applications; tabellen*; tabellarisch*; tablas; datos tabulares; tableaux; donnees tabulaires; planilha*; dados tabulares; 表格; 结构化数据
	`),
	"time-series": cues(`
		time series; time-series; timeseries; forecast*; hourly [sales|data|values|readings|load*]; daily [sales|demand|revenue]; seasonal*;
		sensor [data|readings|streams|logs|signals]; sensor*; telemetry; vibration*; zeitreihe*; series temporales; series de tiempo; series temporelles; series temporais;
		prognose*; pronostico*; prevision*; previsao*; 时间序列; 时序; 销量预测; 预测销量
	`),
} as const;
export const notImages = cues(`
	[weekly|daily|monthly|clear|clearer|full|complete|overall|better|rough|regular] picture; picture of [how|what|where|why|who]; images in the registry; image per model; image for each *; picture a *; image pull*; image build*;
	[re-build*|rebuild*|build*|push*|pull*] ~ image; image [is|gets|was]? [built|pushed|rebuilt|signed]; [docker|container|prod|base|vm|machine|oci] image*; image registry; images [in|from] [docker|ecr|a registry]; image tag*; big picture; whole picture; get the picture; paint a picture
`);
/** What is heard in none of these. */
export const notAudio = cues(`
	[has|have|had|is|are|been] spoken; spoken [for|to|with|about] *; sounds [good|great|like|fine|right|ok|okay|perfect|nice|reasonable|about|a bit|too|interesting|promising|sensible]; sound [like|good|ok|okay|reasonable|asleep|advice|basis|choice]; [a|no|any] voice in; voice of *; music to *
`);
export const notVideo = cues(`
	placa* de video; tarjeta* de video; carte* video; video [card*|ram|memory|tutorial*]; video on [how|the|this]; watched [a|the] video*
`);
/** Where somebody notes things down, which a tool is to replace: no data to be learnt from. */
export const notTabular = cues(`
	live with spreadsheet*; [log*|track*|kept|keep*|note*|noted|manage*] ~ [in|with|into|by] [a|an|our|my|some|one|the]? [big|shared|google]? [spreadsheet*|excel sheet*|excel file*]; [instead of|rather than|than|beyond|outgrew|outgrown|tired of|sick of|away from|no more|replace*|ditch*|without] [a|our|my|the|these|those]? spreadsheet*; spreadsheet [hell|chaos|mess]; spreadsheets again
`);
export const notText = cues(`
	alert [mail*|email*|e-mail*]; [mail|email|e-mail] alert*; [by|via|per] [mail|email|e-mail]; contract says; the contract; our contract; support contract*; notes on; sentence me; a note;
	text-to-speech; in the context; google doc; context; release notes; documentation; text me; document this; news to me; model card*; audit document*; paper over;
	contractor*; contractual
`);

export const veryLargeScale = cues(`
	petabyte*; * pb; *pb; billion* of [vector*|embedding*|row*|event*|item*|record*|document*|docs|request*|prediction*|image*|user*];
	billion [vector*|embedding*|row*|event*|item*|record*|document*|docs|request*|prediction*|image*|user*]; *bn [vector*|embedding*|row*|event*|item*];
	*b [vector*|embedding*|rows|events|documents]; mil millones de vectores; milliarden*; milliards de*; bilhoes de*; 亿级; 十亿; 亿条; 亿向量; pb级
`);
export const largeScale = cues(`
	* million vectors; [several|dozens|a dozen|hundreds] of [its|those|these|our] nodes; several machines with * cards; over [six|eight|ten|twelve|sixteen] machines; *-node [partition|cluster|job*|run*]; at the same time by *;
	terabyte*; * tb; *tb; multi-node; multinode; multi node; several nodes; many nodes; [few|several|couple of] hundred [concurrent|simultaneous|parallel|gpus|nodes]; hundreds of [gpus|nodes|concurrent]; hundreds of millions of *;
	tens of millions of *; dozens of [nodes|gpus|machines]; thousands of [requests per second|qps|rps|concurrent users|gpus]; hundreds of concurrent *; mehrere knoten;
	varios nodos; plusieurs noeuds; 多机; 多节点; tb级; 千万级; 上千万
`);
export const smallScale = cues(`
	fits [in|into] [ram|memory]; [single|one] workstation; stay tiny; stay small; [a]? few hundred thousand [vectors|embeddings|rows|documents|faq*];
	fits on one [machine|laptop|box|server]; fits on a [single|laptop|machine]*; small data*; tiny data*; only a few thousand; kleine datenmenge*; pocos datos;
	peu de donnees; poucos dados; 数据量不大; 数据量小
`);

export const languageNames = {
	python: cues("python*; pythonic; pip; pypi"),
	r: cues(
		"rstats; tidyverse; r [api|bindings|interface|sdk|kernel*]; rstudio; in r; sous r; unter r; from r; write r; writes r; r only; only r; know r; speak r; r [package*|library|users|shop|scripts|people|client]; live in r; for r; r and; use r; uses r; using r; r-based; r语言",
	),
	java: cues("java; jvm; spring boot; kotlin"),
	go: cues("golang; go [shop|client|sdk|library|team|house|microservice*|codebase|stack|backend]; in go; written in go; for go; go语言"),
	scala: cues("scala; scala-*"),
	julia: cues("julia [package*|language|code|shop|users]; in julia; julia; for julia"),
	typescript: cues(
		"typescript; [is|are|all] node; [be|in|inside|for|use|with|our] node; node api; node service*; node.js; nodejs; node / typescript; javascript; node [shop|codebase|app|sdk|stack]; ts/js; js/ts; ts [shop|codebase|sdk]",
	),
} as const;
