import { type DecodePlan, planDecode } from '../../../attention/decoding/decodePlan.ts';
import { THUMBNAIL_SIDE } from '../../../attention/levelOfDetail.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { EXAMPLES } from '../../../attention/tokenizers/examples.ts';
import type { Token } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectTokenization } from '../tokens.ts';
import { selectConfig } from '../wanted.ts';

const EXAMPLE_TEXTS: ReadonlySet<string | undefined> = new Set(
  EXAMPLES.flatMap(({ text, upTo128 }) => [text, upTo128]),
);

/** What follows the prompt: as chosen, else the rest of an example, and of a text of one's own the text again. */
export function selectDecodeThen({ settings: { decodeThen, text } }: AppState): DecodePlan<Token>['kind'] {
  if (decodeThen !== 'auto') return decodeThen;
  return EXAMPLE_TEXTS.has(text) ? 'rest' : 'repeat';
}

/** Gives what is to be decoded; null if the text has no tokens. */
export const selectDecodePlan: (state: AppState) => DecodePlan<Token> | null = derive(
  (state) => [selectTokenization(state).tokens, selectDecodeThen(state), state.settings.decodePrompt] as const,
  (tokens, then, prompt) => (tokens.length === 0 ? null : planDecode(tokens, then, prompt)),
);

/** A plan and the request for all of it. */
export interface DecodeRun {
  readonly plan: DecodePlan<Token>;
  readonly request: RunRequest;
}

/** Gives what the buttons decode, always with the mask; null if there is nothing, and while no screen shows it. */
export const selectDecodeRun: (state: AppState) => DecodeRun | null = derive(
  (state) => {
    const { present, screen } = state.settings;
    const isShown = !present && screen !== 'train';
    return [selectDecodePlan(state), selectConfig(state), state.visibleMechanisms, isShown] as const;
  },
  (plan, config, mechanisms, isShown) => {
    if (plan === null || !isShown) return null;
    const tokens = plan.tokens.map(({ key }) => key);
    return { plan, request: { tokens, config: { ...config, causal: true }, mechanisms, mapSide: THUMBNAIL_SIDE } };
  },
);
