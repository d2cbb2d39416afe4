import type { drawLifecyclePng } from "./adapters/picture/lifecycle-picture.ts";

/** The lifecycle as a PNG. What draws it is loaded with the first picture: weeks may pass until there is one. */
export const drawLifecycle: typeof drawLifecyclePng = async (...what) => (await import("./adapters/picture/lifecycle-picture.ts")).drawLifecyclePng(...what);
