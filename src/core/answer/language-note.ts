import type { LanguageCode, UnreadLanguage } from "../need.ts";

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

/** Languages that are recognised and not read, by their names in English; and the same said in them, where that is a plain sentence. */
const unread: Record<Exclude<UnreadLanguage, "other">, { name: string; says: string }> = {
	ja: { name: "Japanese", says: "日本語は読めません。英語か中国語でお願いします。" },
	ko: { name: "Korean", says: "한국어는 읽지 못합니다. 영어로 물어봐 주세요." },
	ru: { name: "Russian", says: "Я не читаю по-русски. Спросите, пожалуйста, по-английски." },
	it: { name: "Italian", says: "Non leggo l'italiano. Chiedi in inglese, per favore." },
};
const readOnes = "I read English, Spanish, German, French, Portuguese, Chinese and Tagalog";

/** Asked in a language that is not read: which ones are. */
export const whatIsRead = (language: UnreadLanguage = "other"): string =>
	language === "other" ? `${readOnes}: please ask in one of these.` : `${readOnes}, but not ${unread[language].name}: please ask in one of these. ${unread[language].says}`;

/** Where something was read in spite of it: tools by their names, terms of the trade. */
export const readInPart = (language: UnreadLanguage): string =>
	language === "other" ? `${readOnes}; of your message I read only parts.` : `I don't read ${unread[language].name}; I went by the names and terms in it. ${unread[language].says}`;
