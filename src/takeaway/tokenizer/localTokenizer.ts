import { readText } from '../checkpoint/readText.ts';
import type { ModelTokenizer } from './ModelTokenizer.ts';
import { type ReadTokenizer, readTokenizer } from './readTokenizer.ts';

/** Twice the largest tokenizer.json that is known, of a vocabulary of 262,144. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_CONFIG_BYTES = 16 * 2 ** 20;

/** Returns a tokenizer on this thread. */
export function localTokenizer(): ModelTokenizer {
  let opened: ReadTokenizer | undefined;
  const known = () => {
    if (!opened) throw new Error('No model’s tokenizer is open.');
    return opened;
  };
  return {
    async open({ tokenizer, config, vocabulary }) {
      const text = await readText(tokenizer, MOST_BYTES);
      const configText = config && (await readText(config, MOST_CONFIG_BYTES));
      opened = readTokenizer(text, configText, vocabulary);
    },
    tokenize: async (text, limit) => known().tokenize(text, limit),
    labels: async (ids) => ids.map(known().labelOf),
  };
}
