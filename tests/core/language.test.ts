import { describe, expect, test } from "vitest";
import { languageNote } from "../../src/core/answer/language-note.ts";
import { languageCodes } from "../../src/core/need.ts";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import { detectLanguage } from "../../src/core/understanding/language.ts";

const languageOf = (text: string) => detectLanguage(cleanText(text).folded);

describe("the asker's language is read", () => {
	test.each([
		["en", "which registry should we use, and what does it cost?"],
		["es", "¿Qué herramienta necesitamos para vigilar los modelos?"],
		["de", "Welches Werkzeug brauchen wir für die Überwachung?"],
		["fr", "Quel outil est le plus simple pour notre équipe ?"],
		["pt", "Qual ferramenta vocês usam para os nossos dados? Não temos nuvem."],
		["zh", "我们需要一个模型注册工具"],
		["tl", "Ano po ang maganda para sa mga modelo namin?"],
		["zh", "用MLflow还是W&amp;B做实验跟踪"],
	])("%s: %s", (code, text) => expect(languageOf(text)).toBe(code));
});

test("English is taken for granted where nothing speaks for another language", () => {
	for (const text of ["", "MLflow", "DVC vs lakeFS", "tracker wanted, die-hard offline lab, para-virtualised boxes", "1234", "👍"]) expect(languageOf(text)).toBe("en");
});

test("Japanese is not taken for Chinese", () => expect(languageOf("実験管理のツールは何を使うべきですか")).toBe("en"));

test("a single foreign word in an English question changes nothing", () => {
	expect(languageOf("which tracker is de rigueur for a small lab like ours?")).toBe("en");
	expect(languageOf("what does 标注 mean and which tool is it that we should use for it?")).toBe("en");
});

test("whoever does not ask in English is told in their language that the answer is in English, and others are not", () => {
	expect(languageNote("en")).toBeUndefined();
	const notes = languageCodes.filter((code) => code !== "en").map(languageNote);
	expect(new Set(notes).size).toBe(6);
	for (const [at, code] of languageCodes.filter((one) => one !== "en").entries()) expect(languageOf(notes[at] ?? "")).toBe(code);
});
