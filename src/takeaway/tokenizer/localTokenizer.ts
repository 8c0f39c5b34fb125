import { readText } from '../checkpoint/readText.ts';
import type { ModelTokenizer } from './ModelTokenizer.ts';
import { readTokenizer, type Tokenize } from './readTokenizer.ts';

/** Twice the largest tokenizer.json that is known, of a vocabulary of 262,144. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_CONFIG_BYTES = 16 * 2 ** 20;

/** Returns a tokenizer on this thread. */
export function localTokenizer(): ModelTokenizer {
  let tokenize: Tokenize | undefined;
  return {
    async open({ tokenizer, config, vocabulary }) {
      const text = await readText(tokenizer, MOST_BYTES);
      const configText = config && (await readText(config, MOST_CONFIG_BYTES));
      tokenize = readTokenizer(text, configText, vocabulary);
    },
    async tokenize(text, limit) {
      if (!tokenize) throw new Error('No model’s tokenizer is open.');
      return tokenize(text, limit);
    },
  };
}
