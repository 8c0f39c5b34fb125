import type { TokenizerId } from '../../attention/tokenizers/ids.ts';

export const TOKENIZER_NAMES: Readonly<Record<TokenizerId, string>> = {
  whitespace: 'whitespace',
  words: 'words and punctuation',
  characters: 'characters',
  o200k: 'GPT-4o BPE',
};
