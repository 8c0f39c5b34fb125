import { labelFairness } from '../../../attention/labels/headLabels.ts';
import { followersOf } from '../../../attention/next-word/followers.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectTrainedLayer } from '../modelSelectors.ts';
import { selectTokenization } from '../tokens.ts';
import { selectNextWords } from './nextWords.ts';

/** What one model takes for the next token, held against the text. */
export interface Verdict {
  /** What the token reads as. */
  readonly label: string;
  /** Whether it is a token that followed the last one earlier. */
  readonly isRight: boolean;
}

export interface Verdicts {
  /** What the text says of the next token: labels, at least one. */
  readonly textSays: readonly string[];
  /** Of each model whose guess is here. */
  readonly of: Readonly<Partial<Record<Mechanism, Verdict>>>;
}

const selectFollowers = derive(
  (state) => [selectTokenization(state).tokens],
  (tokens) => followersOf(tokens.map(({ key }) => key)),
);

/** Gives what each model takes for the next token, right or wrong; null where weights are random, or the text does not say what is right. */
export const selectVerdicts: (state: AppState) => Verdicts | null = derive(
  (state) => [
    selectTrainedLayer(state) !== undefined,
    selectTokenization(state).tokens,
    selectFollowers(state),
    selectNextWords(state),
  ],
  (isTrained, tokens, followers, next) => {
    const isJudged = isTrained && followers.keys.length > 0 && labelFairness(tokens.length) !== 'too long';
    if (!isJudged) return null;
    const labels = new Map(tokens.map(({ key, label }) => [key, label]));
    const textSays = followers.keys.map((key) => labels.get(key) ?? key);
    const entries = MECHANISMS.flatMap((mechanism): [Mechanism, Verdict][] => {
      const best = next?.guesses[mechanism]?.candidates[0];
      if (!next || !best) return [];
      return [[mechanism, { label: next.labelOf(best.key), isRight: followers.includes(best.key) }]];
    });
    return { textSays, of: Object.fromEntries(entries) };
  },
);
