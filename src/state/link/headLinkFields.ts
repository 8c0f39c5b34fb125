import { headDimChoices } from '../../attention/sharing.ts';
import type { BiasChoice } from '../../attention/types.ts';
import { DEFAULT_SETTINGS } from '../facts/settings.ts';
import type { LinkField } from './LinkField.ts';
import { wholeNumber } from './linkText.ts';

/** Features of a head; `auto` for d_model ÷ query heads. */
export function headDimField(key: string): LinkField {
  return {
    key,
    write: ({ headDim }) => (headDim === undefined ? 'auto' : String(headDim)),
    read(value, { numHeads }) {
      if (value === 'auto') return { patch: { headDim: undefined } };
      const headDim = wholeNumber(value);
      const choices = headDimChoices(numHeads);
      return choices.includes(headDim)
        ? { patch: { headDim } }
        : { problem: `is not auto or one of ${choices.join(', ')} for ${numHeads} query heads` };
    },
    fallback: () => ({ headDim: undefined }),
  };
}

const BIAS_WORDS: Readonly<Record<string, BiasChoice>> = { 0: false, 1: true, qkv: 'qkv' };

/** Which projections have a bias. */
export function biasField(key: string): LinkField {
  return {
    key,
    write: ({ bias }) => (bias === 'qkv' ? bias : bias ? '1' : '0'),
    read(value) {
      const bias = Object.hasOwn(BIAS_WORDS, value) ? BIAS_WORDS[value] : undefined;
      return bias === undefined ? { problem: 'is not 0, 1 or qkv' } : { patch: { bias } };
    },
    fallback: () => ({ bias: DEFAULT_SETTINGS.bias }),
  };
}
