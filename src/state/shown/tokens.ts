import { MAX_TOKENS } from '../../attention/limits.ts';
import type { TokenizerId } from '../../attention/tokenizers/ids.ts';
import { type Tokenization, tokenize } from '../../attention/tokenizers/index.ts';
import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';

/** The tokenizer at work: the chosen one, or the one before it as long as GPT-4o BPE isn't loaded. */
export function selectTokenizer({ settings, o200k }: AppState): TokenizerId {
  return settings.tokenizer === 'o200k' && o200k.encoder === null ? o200k.meanwhile : settings.tokenizer;
}

/** The tokens of the text that are used, and how many there are in all. */
export const selectTokenization: (state: AppState) => Tokenization = derive(
  (state) => [state.settings.text, selectTokenizer(state), state.o200k.encoder],
  (text, tokenizer, encoder) => tokenize(text, tokenizer, MAX_TOKENS, encoder),
);

export const selectTokenKeys = derive(
  (state) => [selectTokenization(state)],
  ({ tokens }): readonly string[] => tokens.map((token) => token.key),
);
