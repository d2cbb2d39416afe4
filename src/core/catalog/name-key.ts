/** Letters and digits only, in lower case: "Weights & Biases" and "weights-biases" are one name. */
export const nameKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
