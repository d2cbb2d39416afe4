import type { LanguageCode } from "../need.ts";

/** Said where the answer is in English and the question was not. */
const notes: Record<Exclude<LanguageCode, "en">, string> = {
	es: "Entendí tu pregunta; sin un modelo de lenguaje respondo en inglés.",
	de: "Ich habe deine Frage verstanden; ohne Sprachmodell antworte ich auf Englisch.",
	fr: "J'ai compris ta question ; sans modèle de langue, je réponds en anglais.",
	pt: "Entendi a tua pergunta; sem um modelo de linguagem, respondo em inglês.",
	zh: "我看懂了你的问题；没有语言模型时，我用英文回答。",
	tl: "Naintindihan ko ang tanong mo; kapag walang language model, sa Ingles ako sumasagot.",
};

export const languageNote = (language: LanguageCode): string | undefined => (language === "en" ? undefined : notes[language]);
