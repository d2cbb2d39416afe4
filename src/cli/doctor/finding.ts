/** What a check found: well, or what to do about it. `warning`: it works, and could be better. */
export type Finding = { what: string; state: "ok" | "warning" | "wrong"; says: string };

export const ok = (what: string, says: string): Finding => ({ what, state: "ok", says });
export const warning = (what: string, says: string): Finding => ({ what, state: "warning", says });
export const wrong = (what: string, says: string): Finding => ({ what, state: "wrong", says });
