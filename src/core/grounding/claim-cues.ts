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
	for free; free of charge; is free; it's free; free to use; free tier; free plan; at no cost; no cost; costs nothing; cost nothing; costs you nothing; costs us nothing; zero cost; nothing to pay; without paying; no licence fee*; no license fee*; no licensing cost*; no fee*; completely free; entirely free;
	kostenlos*; gratis; umsonst; kostenfrei*; kostet nichts; ohne kosten; keine lizenzkosten; gratuit*; sans frais; ne coute rien; sin coste; sin costo; no cuesta nada; sem custo*; de graca; nao custa nada; libre ang; walang bayad; 免费; 不花钱; 不收费; 零成本
`);
export const paid = cues(`
	paid plan*; paid tier*; paid edition; paid version; paid product; paid service; paid-for; subscription*; licence fee*; license fee*; per seat; per user; per-seat; usage-based; pay as you go; pay-as-you-go; pay per *; pay for [a|the]? [licence|seat|subscription|plan]*; you pay; costs money; commercial offer*; enterprise plan; enterprise tier;
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
	certif*; [hipaa|gdpr|soc 2|soc2|fedramp]-compliant; compliant; complian* with; attest*; audited; accredit*; iso 27001; iso27001; pci*; zertifizier*; konform; dsgvo-konform; conform* [al|a la|au|a]; certificad*; conforme; sertipikado; 认证; 合规
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
	guarante*; forever; for life; stays free; never [fails|breaks|goes down|loses]; always works; zero downtime; no downtime; unlimited; infinite*; risk-free; foolproof; bulletproof; one hundred percent; works out of the box with everything; everyone uses; everybody uses; used by [everyone|thousands|millions|most|many|all]*; trusted by *; adopted by *; loved by *; no limits; without limits; any scale; infinite scale; award*; winner;
	garantier*; garantiza*; garantit*; garante*; unbegrenzt*; ilimitad*; illimite*; walang limitasyon; walang hanggan; garantisado; 保证; 无限; 永不; 人人都用
`);
