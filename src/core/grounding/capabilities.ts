import type { Tool } from "../catalog/tool.ts";
import { fold } from "../understanding/clean-text.ts";
import { phraseIndex } from "./phrase-index.ts";
import { type Check, type Place, perAnswer, perLine, problem, strengthsOf, subjectsAt, textOf } from "./place.ts";

/**
 * What a tool may be said to have only where the catalog, or the asker, speaks of it: each row is one thing, in the words of
 * several languages. A model that describes a tool from memory, or makes one up, speaks of these first.
 */
const rows = `
	sso; single sign-on*; single sign on*; saml*; oidc; openid*; ldap*; active directory; identity provider*; inicio de sesion unico; authentification unique; 单点登录
	rbac; role-based*; access control*; permission*; user roles; roles and permissions; berechtigung*; zugriffsrecht*; permisos; permissoes; droits d'acces; 权限
	audit*; 审计
	encrypt*; verschlussel*; cifrado*; cifra*; chiffr*; criptograf*; 加密
	gpu*; cuda; graphics card*; grafikkart*; 显卡
	tpu*
	autoscal*; auto-scal*; scale* to zero; scaling to zero; elastic scaling; autoskal*; autoescal*; 自动扩缩; 自动伸缩
	high availab*; high-availab*; failover; replicat*; hochverfugbar*; alta disponibilidad*; haute disponibilite; 高可用
	backup*; disaster recovery; sicherungskop*; copias de seguridad; sauvegarde*; 备份
	real-time; real time; realtime; echtzeit; tiempo real; temps reel; tempo real; 实时
	streaming; streams; 流式
	canary*; blue-green; blue/green; a/b test*; traffic split*; shadow deployment*; shadow traffic; 灰度; 金丝雀
	drift*; 漂移
	webhook*
	plugin*; plug-in*; extension*; 插件
	mobile app*; app store
	iphone; ios
	android
	windows
	macos
	arm; apple silicon
	spark
	hadoop
	flink
	multi-tenan*; multitenan*; mandantenfah*; multi-locataire; 多租户
	multi-node; multi-gpu; multi gpu; several gpus; multiple gpus
	federated*; foderiert*; federad*
	differential privacy; privacy budget*
	feature store*
	vector search; vector index*; vector database*; vektorsuche; busqueda vectorial; recherche vectorielle; 向量检索; 向量数据库
	auto-label*; autolabel*; pre-label*; active learning
	hyperparameter*; hiperparametro*; hiperparametros; hyperparametre*; 超参
	lineage; provenance; herkunftsnachweis*; linaje; linhagem; 血缘
	rollback*; roll back; rolls back; rolled back; time travel; zurucksetz*; 回滚
	approval*; sign-off; genehmig*; aprobacion*; aprovacao; approbation*; 审批
	alert*; alarm*; pager*; notification*; benachrichtig*; notificacion*; notifica*; 告警; 报警
	prompt*; 提示词
	trace; traces; tracing; 链路追踪
	guardrail*
	jailbreak*; red team*; red-team*
	fairness; bias; sesgo*; vies; biais; 公平
	explainab*; explanation*; shapley; interpretab*; erklarbar*; explicab*; 可解释
	sla; service level*; warrant*
	24/7; round the clock; round-the-clock; phone support; hotline
	paid support; enterprise support; dedicated support; premium support; support team; 技术支持
	fine-tun*; finetun*; 微调
	quantis*; quantiz*; 量化
	serverless; 无服务器
	low-code; no-code; low code; no code; drag and drop; drag-and-drop; visual editor; 低代码; 无代码; 拖拽
	blockchain*; quantum*
	chatbot*; copilot; virtual assistant*
	ocr
	audio; speech; sprachaufnahm*; 音频; 语音
	video*; 视频
	time series; time-series; zeitreihe*; series temporales; series temporelles; series temporais; 时间序列
	satellite*; medical imag*; dicom
	excel; powerpoint; word document*
	email*; e-mail*; e mail*; newsletter*; eine mail; per mail; correo; courriel*; por correio; 邮件; 邮箱
	text message*; sms; calendar*; kalender*; calendario*; calendrier*; phone*; telefon*; telefono*; telephone*; smartphone*; handy; 短信; 日历; 手机
	ticket*; ticketsystem*; jira; chamado*; helpdesk; billetterie; 工单
	messag* to your slack; to your slack; in your slack; into slack; to slack; via slack; messenger; messagerie; mensajeria; 飞书; 钉钉; 企业微信
	comments; comment on; commenting; comentar*; comentario*; kommentier*; kommentar*; commenter; commentaire*; 评论
	retrain*; re-train*; trains itself; reentren*; re-entren*; retrein*; neu zu trainieren; von selbst neu; trainiert es das; trainiert das modell; reentraine*; re-entraine*; 自动 重新训练; 自动重新训练; 自动训练
	self-heal*; heals; repairs; repair itself; fixes itself; corrects your; corrects bad; repara*; reparier*; repare*; corrige los; corrige dados; corrige les; corrige solo; conserta*; 自动修复; 自动纠正
	sign in; signs in; sign-in; log in with; login with; logs in with; anmeldung*; login uber; university account*; connexion avec; inicio de sesion; 登录
	dashboard*; panel de control; tableau de bord; tableaux de bord; painel; paineis; 仪表盘; 看板
	embed in; embedded in; embeds into; wiki*; confluence; iframe*
	change history; history of who; who changed what; version history; 修改记录
	translat*; translates; ubersetz*; traduc*; traduz*; tradui*; 翻译
	summari*; zusammenfass*; resume automatiquement; 摘要
	dedup*; de-dup*; duplicates
	compress*; komprim*; comprim*; 压缩
	forecast*; predicts when; vorhersag* wann; 预测何时
	anonymi*; anonymis*; pseudonym*; 匿名化; 脱敏
	caching; caches; cached; zwischenspeich*; mise en cache; 缓存
	rate-limit*; rate limit*; throttl*; 限流
	checkpoint*; resumes them; crash recovery; nach einem absturz; tras una caida
	recommend* better; suggests better; sugiere mejor*; 自动推荐
	learning rate*
	live updat*; update live; updates live
	hot-swap*; hot swap*; hot reload*; without a restart; ohne neustart; sin reiniciar; sans redemarrage; sem reiniciar; 热更新; 不用重启
	block*; bloque les; bloquea*; blockier*; 拦截
	cleans your; cleans the; cleans up; bereinig*; limpia los; limpia tus; limpa os; limpa dados; nettoie*; 清洗; 自动清理
	pdf*; presentation*; prasentation*; presentacion*; slides
	crawl*; scrape*; 抓取
	refresh*; wall screen*; live chart*
	billing system*; crm; erp; data warehouse*
	graphql
	grpc
	rest api*; restful
	java
	scala
	golang
	rust
	typescript; javascript
	c++
	julia
	matlab
	ruby
	php
	swift
	kotlin
	dotnet; .net
	postgres*
	mysql
	mongodb
	cassandra
	sqlite
	redis
	oracle
	kafka
	rabbitmq
	elasticsearch
	s3; object store*; object storage; objektspeicher; almacenamiento de objetos; stockage objet; armazenamento de objetos; 对象存储
	terraform
	ansible
	helm chart*; operator; crd*
	sql
	nvidia; amd
	hipaa*; soc 2; soc2; fedramp; iso 27001; pci
`;

const find = phraseIndex(rows.trim().split("\n"));
const heldBy = (text: string): Set<number> => new Set(find(fold(text)).map(({ row }) => row));
/** What a tool has, and what the catalog speaks of at all, its limits too. */
type Held = { has: ReadonlySet<number>; told: ReadonlySet<number> };
const heldByTool = new WeakMap<Tool, Held>();
function heldOf(tool: Tool): Held {
	const held = heldByTool.get(tool) ?? { has: heldBy(strengthsOf(tool)), told: heldBy(textOf(tool)) };
	heldByTool.set(tool, held);
	return held;
}
/** Said of something that a tool lacks, or has only elsewhere. */
const limiting =
	/\b(?:only|no|not|without|lacks?|lacking|missing|paid|enterprise|licen[cs]e|edition|extra|separate\w*|needs?|yourself|yourselves|switch\w*|off|unless|except|limit\w*|beta|experimental|nur|kein\w*|nicht|ohne|fehlt|solo|sin|no|falta\w*|seulement|sans|pas|manque\w*|apenas|sem|nao|hindi|walang|n't)\b|n't\b|没有|不|仅|只/iu;

const heldByLine = perLine(heldBy);
const heldAround = perAnswer(({ asked, framework }) => new Set([...heldBy(asked), ...framework.flatMap((line) => [...heldByLine(line)])]));

const integrates =
	/\b(?:works? with|integrates? with|plugs? into|connects? to|talks? to|speaks? to|supports?|compatible with|hooks? into|syncs? with|exports? to|imports? from|funktioniert mit|lässt sich (?:an|mit)|se integra con|funciona con|s'intègre (?:à|avec)|fonctionne avec|integra-se com|funciona com|gumagana (?:sa|kasama))\s(?:the |your |its |tu |tus |votre |vos |euer |eurem |seu |inyong )?$/iu;

/** Names a capability that neither what the catalog says of the tool, nor the asker, nor the category speaks of; or says that it works with what is not listed. */
export const checkCapabilities: Check = (place) => {
	// Who asks states nothing, as long as no tool is spoken of.
	if (place.part === "question" && place.named.length === 0) return [];
	const spoken = find(place.spelt.folded);
	if (spoken.length > 0) {
		const context = heldAround(place);
		const isLimiting = limiting.test(place.spelt.folded);
		const missing = spoken.filter(({ row }) => !context.has(row) && !place.subjects.some((tool) => heldOf(tool).has.has(row) || (isLimiting && heldOf(tool).told.has(row))));
		return [...missing.map(({ words }) => problem(place, "unsupported_claim", words)), ...unlisted(place)];
	}
	return unlisted(place);
};

function unlisted(place: Place): ReturnType<Check> {
	const given = new Set(place.given.map(({ id }) => id));
	return place.named
		.filter(({ id, start }) => !given.has(id) && integrates.test(place.spelt.plain.slice(Math.max(0, start - 40), start)))
		.filter(({ id, start }) => !subjectsAt(place, start).every((tool) => [...tool.integrations, ...tool.requires, ...tool.frameworks].includes(id) || textOf(tool).toLowerCase().includes(id)))
		.map(({ words }) => problem(place, "unsupported_claim", `works with ${words}`));
}
