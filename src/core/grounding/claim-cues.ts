import { cues } from "../understanding/cues.ts";

/** How an answer says what the catalog's fields hold, in the languages it may be written in. Folded, like the cues of questions. */

export const openSource = cues(`
	open source*; open-source*; opensource*; foss; floss; free software; source is open; code is open; open code; osi-approved; permissive licen*; permissively licensed; copyleft;
	codigo abierto; software libre; codigo aberto; software livre; quelloffen*; freie software; freier software; logiciel libre; logiciels libres; code ouvert; 开源; 自由软件; bukas na source
`);
export const closedSource = cues(`
	proprietary; closed source; closed-source; source-available; source available; commercial licen*; commercial product; commercial software; enterprise licen*; propietari*; codigo cerrado; proprietario*; codigo fechado; proprietar*; closed code;
	proprietaire*; code ferme; 闭源; 专有软件; 商业软件; 商业许可; saradong source
`);
export const free = cues(`
	[get|gets|got|have|has] it for nothing; for nothing; on the house; [a|one] penny; won't cost*; comes free; come free; pay half; not charged; no charge; without charge; no bill; never [pay|billed]; for free; free of charge; is free; it's free; free to use; free tier; free plan; at no cost; no cost; costs nothing; cost nothing; costs you nothing; costs us nothing; zero cost; nothing to pay; without paying; no extra cost*; no additional cost*; [pago|pagas|pagais|pagan|paga|pagam|pagar] nada; [zahlt|zahlen|zahlst] nichts; [payez|paie|paient|payer] rien; [never|not] [billed|pay]; no licence fee*; no license fee*; no licensing cost*; no fee*; completely free; entirely free;
	kostenlos*; gratis; umsonst; kostenfrei*; kostet nichts; ohne kosten; keine lizenzkosten; gratuit*; sans frais; ne coute rien; sin coste; sin costo; no cuesta nada; sem custo*; de graca; nao custa nada; libre ang; walang bayad; 免费; 不花钱; 不收费; 零成本
`);
export const paid = cues(`
	paid plan*; paid tier*; paid edition; paid version; paid product; paid service; paid-for; subscription*; licence fee*; license fee*; per seat; per user; per-seat; usage-based; pay as you go; pay-as-you-go; pay per *; pay for [a|the]? [licence|seat|subscription|plan]*; you pay; only pay; [pay|paid] [while|only|by|per] *; costs money; commercial offer*; enterprise plan; enterprise tier;
	kostenpflichtig*; abonnement*; abo; lizenzgebuhr*; lizenzkosten; suscripcion*; de pago; assinatura*; payant*; plano pago; 付费; 订阅; 收费; may bayad
`);
export const selfHosted = cues(`
	self-host*; self host*; selfhost*; on-prem*; on prem*; [host|run|operate] it yoursel*; run by yoursel*; you host; you run it; you operate it; on your own [server*|machine*|hardware|infra*|premises|network|cluster*|box*]; on one server of your own; your own server*; in-house; inside your [network|walls|premises|firewall];
	behind your firewall; on your side; on your [servers|machines|hardware|premises|metal]; in your own [network|data cent*|datacent*]; bare metal;
	selbst gehostet*; selbst hosten; selbst betreiben; auf eigenen [servern|rechnern|maschinen]; auf eurem server; im eigenen [haus|netz|rechenzentrum]; autoalojad*; autoalojar; en vuestros servidores; en tus servidores; en servidores propios; auto-heberg*; autoheberg*; sur vos [serveurs|machines]; sur vos propres serveurs;
	auto-hosped*; nos seus servidores; em servidores proprios; sa sariling server; 自托管; 自建; 自己部署; 自己的服务器; 私有化部署; 本地部署; 内网部署
`);
export const managed = cues(`
	fully managed; managed service; managed offer*; managed version; managed by [the|its] [vendor|provider]; hosted by [the|its] [vendor|provider]; hosted service; hosted version; hosted offer*; saas; software as a service; as a service; vendor-hosted; vendor-run; cloud-hosted; [the|its] vendor [runs|hosts|operates]; vendor runs;
	someone else [runs|hosts|operates]; vendor's cloud; managed cloud; serverless; cloud service; runs in the cloud; nothing to [host|run|operate|install|maintain] *; no server to [host|run|operate|install|maintain|look after] *; verwaltet* dienst; als dienst; gemanagt*; vom anbieter betrieben; als service; gestionado*; servicio administrado; alojado por el proveedor; como servicio;
	service gere; infogere*; heberge par *; gerenciado*; gerido*; como servico; hospedado pelo fornecedor; 托管服务; 全托管; 云服务; pinapatakbo ng vendor
`);
export const airGapped = cues(`
	air-gap*; air gap*; airgap*; without [internet|an internet connection|a connection|any connection|outside access]; no internet*; cut off from the [internet|outside|net]; offline; never leaves your network; nothing leaves your network; ohne internet*; vom internet getrennt; abgeschottet*; sin internet; sin conexion; sans internet; sans connexion; hors ligne; sem internet; sem conexao; walang internet; 离线; 断网; 无外网; 隔离网络; 内网隔离
`);
export const kubernetes = cues(`
	kubernetes*; k8s*; kube; eks; gke; aks; openshift; k3s; helm; kubectl
`);
/** Said after Kubernetes: it may be there and need not. */
export const optional = cues(`
	is optional; optional; is not [required|needed|necessary|a must]; isn't [required|needed|necessary|a must]; not [required|needed|necessary]; is not for *; unnecessary; needn't; don't need; does not need; ist optional; nicht notig; nicht erforderlich; es opcional; no es necesario; no hace falta; est optionnel; n'est pas necessaire; e opcional; nao e necessario; hindi kailangan; 可选; 不是必需; 不需要
`);
export const required = cues(`
	require*; need*; must; depends on; only on; only runs on; without * nothing; braucht; benotigt; verlangt; setzt * voraus; requiere*; necesita*; exige*; requiert; necessite; exige; precisa*; requer; kailangan; 需要; 依赖; 必须
`);
export const certified = cues(`
	certif*; [is|are|was|were|been] [approved|cleared|validated|endorsed|accredited|vetted] *; approved for; cleared for; validated for; has endorsed; [auditors|auditor|regulator|regulators] [accept|accepts|approve|approves|recommend|recommends|endorse|endorses]; penetration test*; security-reviewed; security review*; independent* [tested|reviewed]; privacy law*; data protection; in court; [banking|financial] supervisor*; datenschutz*; proteccion de datos; protection des donnees; protecao de dados; [meets|satisfies] every; homologad*; homologue*; zugelassen*; behordlich*; 审查; 获批; 批准使用; 认可;
	[hipaa|gdpr|soc 2|soc2|fedramp]-compliant; compliant; complian* with; attest*; audited; accredit*; iso 27001; iso27001; pci*; zertifizier*; konform; dsgvo-konform; conform* [al|a la|au|a]; certificad*; conforme; sertipikado; 认证; 合规
`);
export const compliance = {
	hipaa: cues("hipaa*; hippa"),
	gdpr: cues("gdpr*; dsgvo*; rgpd*; lgpd*; general data protection regulation; datenschutz-grundverordnung"),
	soc2: cues("soc2*; soc 2*; soc-2*; soc ii"),
	fedramp: cues("fedramp*; fed ramp"),
} as const;
export const maintained = cues(`
	actively [maintained|developed]; active development; active community; large community; big community; huge community; vibrant community; regular releases; well maintained; battle-tested; battle tested; production-proven; proven in production; aktiv [entwickelt|gepflegt]; grosse community; grosse gemeinschaft; activamente; comunidad [activa|grande]; gran comunidad; activement; grande communaute; ativamente; comunidade [ativa|grande]; 活跃; 社区庞大; 成熟稳定; aktibong
`);
export const ended = cues(`
	deprecated; abandoned; discontinued; end of life; end-of-life; sunset; shut down; shutting down; unmaintained; no longer [maintained|developed|supported]; in maintenance; maintenance mode; archived; eingestellt; nicht mehr gepflegt; veraltet; abandonad*; descontinuad*; abandonne*; obsolete; 停止维护; 已弃用; 停更; hindi na minementina
`);
/** Promises that no catalog can hold. */
export const promises = cues(`
	not missing; isn't missing; aren't missing; nothing is missing; no * is missing; no * are missing; lacks nothing; nothing [gets|is|goes|ever] [lost|missed|broken|wrong|unseen]; nothing comes close; no * ever *; [no|not a] * [goes|stays] [unseen|unnoticed|missing]; each time; no [run|job|flow|model|fraud|drift|request] ever *; nada se [perde|pierde]; rien ne se perd; nichts geht verloren; 什么都不会丢; guarante*; forever; for life; stays free; never [fails|breaks|goes down|loses]; always works; zero downtime; no downtime; unlimited; infinite*; risk-free; foolproof; bulletproof; one hundred percent; works out of the box with everything; out of the box; with no effort; no effort; without effort; effortless*; every time; without end; without exception; never [loses|breaks|fails|stops|misses|sleeps|crashes|forgets|needs]; can't [break|fail|lose|go wrong|miss]; cannot [break|fail|lose|miss]; misses nothing; loses nothing; catches [every|all]; finds [every|all]; detects [every|all]; every [team|user|lab|company|engineer|researcher] [is|uses|loves|trusts|likes]; any amount; any number of; any size; won't need anything else; nothing else [is needed|to buy]; all you [will|'ll] ever need; always [stay|stays|remain|remains|be] [free|open|fast]; always free; no lock-in; lock-in free; pays for itself; stays flat; everyone uses; everybody uses; used by [everyone|thousands|millions|most|many|all]*; trusted by *; adopted by *; loved by *; no limits; without limits; any scale; infinite scale; award*; winner;
	dauerhaft*; fur immer; fallt nie aus; nie aus; verliert nie; versagt nie; jedes mal; ausnahmslos; para siempre; nunca [falla|pierde|se cae|cae]; sin limite*; sin esfuerzo; siempre [gratis|gratuito]; para sempre; nunca [falha|perde|cai]; sem limite*; sem esforco; sempre gratis; pour toujours; a vie; ne [tombe|perd|plante|echoue|rate] jamais; n'echoue jamais; jamais en panne; sans limite*; sans effort; hindi kailanman; magpakailanman; 永久; 永远; 从不; 从来不; 绝不; 百分之百; 万无一失; 任何规模; 毫不费力;
	garantier*; garantiza*; garantit*; garante*; unbegrenzt*; ilimitad*; illimite*; walang limitasyon; walang hanggan; garantisado; 保证; 无限; 永不; 人人都用
`);
/** Who uses or praises it, and what others think of it: no field of the catalog holds that. */
export const endorsed = cues(`
	[banks|hospitals|universities|companies|enterprises|startups|experts|researchers|labs|teams|people|users|professionals|practitioners|everybody|everyone] [everywhere|around the world|worldwide|all over]; experts *; specialists *; swear* by; [teams|people|users|developers|engineers|researchers|everyone|everybody|students] [love|loves|adore|adores|like|likes|trust|trusts] *; competitors *; happy [users|customers|teams]; begeistert*; encanta a *; adorent; adoram; praise*; acclaim*; well-loved; [leading|big|large|major|top|famous] [universities|companies|banks|labs|teams|firms]; most [labs|teams|people|companies|users|researchers] *;
	[banks|hospitals|universities|companies|enterprises|academics] ~ [run|runs|use|uses|rely|trust|choose|chose|love]; [used|run|chosen|adopted|backed|recommended] by [banks|hospitals|universities|companies|enterprises|experts|leading|major|big]; end up here; excellent documentation; great documentation; good documentation; [excellent|superb|outstanding|stellar] *; [its|their] [users|community|fans|documentation|support]; known to *; community answers; [banken|kliniken|universitaten|konzerne|experten|profis] *; setzen darauf; [expertos|especialistas|bancos|hospitales|universidades] *; las mejores universidades; [experts|specialistes|banques|hopitaux|universites] [le|la|les|l'|utilisent|recommandent|s'y]; [especialistas|bancos|hospitais|universidades] [usam|recomendam|confiam]; os especialistas; 大公司; 专家; 各大; 业内; 都在用
`);
/** That it does harm, or that something befell it. */
export const accused = cues(`
	leak*; hack*; breach*; stole*; steal*; spy*; spies; sells [your|their|the] *; sold to; was bought; bought by; was acquired; acquired by; [lose|loses] [runs|data|records|work]; loses your; corrupts*; sends your data; sends [data|everything] to; phones home; went bankrupt; is failing; lawsuit*; sued; scam*; malware*; backdoor*; unsafe; insecure; roba *; robo *; vende *; hackead*; verkauft eure; verkauft ihre; stiehlt; gehackt*; ausspion*; vole vos; vend vos; pirate*; rouba *; hackead*; 泄露; 窃取; 出售你; 被黑
`);
/** What the reader is told to do with secrets and safeguards. */
export const risky = cues(`
	[administrator|admin|root] rights; delete your [old|runs|data|files|models] *; open port*; security hole*; vulnerab*; api key*; api-key*; your password*; your passwords; your credentials; your token*; your secret*; credit card*; [turn|switch] off [your|the] *; disable [your|the] *; firewall*; run as root; sudo *; pip install *; npm install *; docker run *; curl *; wget *; rm -rf*; contrasena*; clave api; euer passwort; kennwort*; mot de passe; cle api; sua senha; senha*; 密码; 密钥; 防火墙
`);
/** Databases, and Python: what is needed, so that denying it says something. */
export const database = cues("[external|separate|own]? database*; db server*; datenbank*; [base|bases] de datos; [base|bases] de donnees; [banco|bancos] de dados; sql; 数据库");
export const python = cues("python");
