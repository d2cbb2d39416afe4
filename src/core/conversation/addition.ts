import { hasCue } from "../understanding/cues.ts";
import { isGreeting } from "../understanding/intent.ts";
import { type Reader, readMessage } from "../understanding/understand.ts";
import { onlyReaction, toPeople } from "./talk-cues.ts";

/** Longer than this, a message stands for itself. */
const mostWords = 15;

/** Whether a short message adds to the question before it ("on-prem, and no Kubernetes") and asks nothing of its own. */
export function isAddition(reader: Reader, text: string): boolean {
	const { clean, constraints, persona } = readMessage(reader, text);
	const { plain, folded } = clean;
	if (/[?？]/.test(plain) || plain.split(/\s+/).length > mostWords || /<[@!]/.test(text)) return false;
	if (isGreeting(clean) || onlyReaction.test(folded) || hasCue(folded, toPeople)) return false;
	return constraints.length > 0 || Object.values(persona.roles).some(({ named }) => named > 0);
}
