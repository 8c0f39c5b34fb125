/** The tokenizers, in the order of the select. */
export const TOKENIZERS = ['whitespace', 'words', 'characters', 'o200k'] as const;
export type TokenizerId = (typeof TOKENIZERS)[number];
