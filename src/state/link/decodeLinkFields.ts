import { MAX_DECODED } from '../../attention/decoding/decodePlan.ts';
import type { LinkField } from './LinkField.ts';
import { wholeNumber } from './linkText.ts';

/** Tokens of the prompt that is decoded from; half of the text if the link says nothing. */
export function promptField(key: string): LinkField {
  return {
    key,
    write: ({ decodePrompt }) => (decodePrompt === null ? '' : String(decodePrompt)),
    read(value) {
      const decodePrompt = wholeNumber(value);
      return decodePrompt >= 1 && decodePrompt < MAX_DECODED
        ? { patch: { decodePrompt } }
        : { problem: `is not a number of tokens from 1 to ${MAX_DECODED - 1}` };
    },
    fallback: () => ({ decodePrompt: null }),
  };
}
