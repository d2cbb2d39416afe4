import { type Cue, cues, findCues } from "./cues.ts";
import { isNegated, isPermitted } from "./negation.ts";

/** A wish that no field of the catalog can judge: what it is called in an answer, and the asker's words that showed it. */
export type Unjudged = { what: string; words: string };

/** What people ask of a tool beside what the catalog keeps, by what it is called. */
const wishes: Record<string, Cue[]> = {
	SSO: cues(`
		sso; single sign-on; single sign on; saml; oidc; openid connect; [okta|entra|keycloak|shibboleth] [login|sso|integration]?; ldap; active directory;
		inicio de sesion unico; connexion unique; authentification unique; einmalanmeldung; login unico; 单点登录; 统一认证
	`),
	"roles and permissions": cues(
		"rbac; role-based [access|permissions|control]*; role based [access|permissions]*; fine-grained [access|permissions]*; per-project [access|permissions]; access control*; permissions per [team|project|user]; control de acceso; rechteverwaltung; berechtigungskonzept; gestion des droits; controle de acesso; 权限管理; 权限控制",
	),
	"audit logs": cues("audit log*; audit-log*; logs of who *; log of who *; registro de auditoria; journal d'audit; revisionsprotokoll*; 审计日志; 操作日志"),
	encryption: cues(
		"encryption at rest; encrypted at rest; end-to-end encryption; end-to-end encrypted; customer-managed key*; own encryption key*; bring your own key; byok; cifrado en reposo; chiffrement; verschlusselung*; criptografia; 加密存储",
	),
	"ISO 27001": cues("iso 27001; iso27001; iso/iec 27001"),
	"PCI DSS": cues("pci dss; pci-dss; pci compliance; pci"),
	"where the data is kept": cues(
		"data residency; [eu|european|german|swiss|canadian|australian|us] [region|hosting|data cent*|datacent*] only; hosted in [the]? [eu|europe|germany|switzerland|canada|australia]; data [stays|stay|kept|must stay] in [the]? [eu|europe|germany|switzerland|canada|australia]; datenhaltung in der eu",
	),
	"vendor support": cues(
		"support contract*; paid support; 24/7 support; 24x7 support; enterprise support; phone support; support hotline; an sla; [uptime|availability] sla; sla of *; soporte [24/7|tecnico]; wartungsvertrag; supportvertrag; contrat de support; contrato de suporte; 技术支持",
	),
	"high availability": cues(
		"high availability; highly available; [automatic|multi-region] failover; disaster recovery; multi-region; alta disponibilidad; haute disponibilite; hochverfugbar*; alta disponibilidade; 高可用; 容灾",
	),
	"running on Windows": cues(
		"[runs|run|works|work|installs|install] on windows; windows server*; windows only; windows machines; native windows; bajo windows; sous windows; unter windows; no windows",
	),
	"whether it reports to its vendor": cues(
		"[not|n't|doesn't|don't|never|without] [phone*|call*|phoning|calling] home; [no|without|zero] [telemetry|phoning home|phone home]; [ohne|keine] telemetrie; [sin|sem] telemetria; sans telemetrie",
	),
	accessibility: cues("wcag; screen reader*; screenreader*; barrierefrei*; accessibility"),
	"the interface's language": cues(
		"[interface|ui|gui] in [german|french|spanish|portuguese|chinese|english]; [german|french|spanish|portuguese|chinese] [interface|ui|gui]; [translated|localised|localized] [interface|ui]; oberflache auf deutsch; interfaz en espanol; interface en francais; interface em portugues; 中文界面",
	),
	"speed in figures": cues("p99 *; p95 *; [under|below|within|less than] * [ms|milliseconds]; * [requests|queries] [a|per] second; latency of *; latency [under|below] *"),
};

/** The wishes of a message that can't be judged from the catalog, each once; what is refused or waived is none. */
export const unjudgedWishes = (folded: string): Unjudged[] =>
	Object.entries(wishes).flatMap(([what, list]) => {
		const hit = findCues(folded, list).find((one) => !isNegated(folded, one, 2) && !isPermitted(folded, one));
		return hit === undefined ? [] : [{ what, words: hit.words }];
	});
