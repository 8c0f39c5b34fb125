import { isMark as isModelMark } from '../marks.ts';

/** What a head may be said to look at; see `targetsOf`. */
export const LABEL_KINDS = ['self', 'previous', 'twoBack', 'first', 'duplicate', 'induction', 'mark'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/** As much of a text as labels ask for: which tokens are the same, and which are marks. */
export interface LabelledText {
  /** [T]: two tokens that are the same to the model have the same number. */
  readonly ids: readonly number[];
  /** [T] */
  readonly marks: readonly boolean[];
}

/**
 * Tokens with the same key are the same, and so is a mark with and without blanks around it: the model knows no difference.
 *
 * @param isMark whether a token's key is a mark; the models' own by default
 */
export function labelledText(keys: readonly string[], isMark = isModelMark): LabelledText {
  const known = new Map<string, number>();
  const ids = keys.map((key) => {
    const name = isMark(key) ? key.trim() : key;
    const id = known.get(name) ?? known.size;
    known.set(name, id);
    return id;
  });
  return { ids, marks: keys.map(isMark) };
}

/**
 * M_k(t), the keys that a head of `kind` looks at from each query t, [T] of positions; empty where there is nothing for it
 * to find. `self` {t}; `previous` {t − 1}; `twoBack` {t − 2}; `first` {0} from t = 2 on, since before it is also one of
 * those; `duplicate` the earlier occurrences of token t; `induction` what followed them; `mark` the last mark before t.
 * Row 0, whose only key has all the weight in every head, has none.
 */
export function targetsOf(kind: LabelKind, { ids, marks }: LabelledText): number[][] {
  const find = FINDERS[kind];
  const occurrences = new Map<number, number[]>();
  let lastMark: number | undefined;
  return ids.map((id, t) => {
    const earlier = occurrences.get(id) ?? [];
    const targets = t === 0 ? [] : find(t, earlier, lastMark);
    occurrences.set(id, earlier);
    earlier.push(t);
    if (marks[t]) lastMark = t;
    return targets;
  });
}

/** Targets of query t ≥ 1, given the earlier occurrences of its token and the last mark before it. */
type Finder = (t: number, earlier: readonly number[], lastMark: number | undefined) => number[];

/** Kept out of `targetsOf`: the nulls ask for the targets of hundreds of shuffled texts. */
const FINDERS: Readonly<Record<LabelKind, Finder>> = {
  self: (t) => [t],
  previous: (t) => [t - 1],
  twoBack: (t) => (t >= 2 ? [t - 2] : []),
  first: (t) => (t >= 2 ? [0] : []),
  duplicate: (_t, earlier) => [...earlier],
  induction: (t, earlier) => earlier.map((s) => s + 1).filter((s) => s < t),
  mark: (_t, _earlier, lastMark) => (lastMark === undefined ? [] : [lastMark]),
};
