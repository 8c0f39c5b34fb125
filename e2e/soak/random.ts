import { randomWords } from '../../src/attention/random/random.ts';

/** Choices that a seed decides. */
export interface Random {
  /** A whole number from 0 to `end` − 1. */
  below(end: number): number;
  pick<Value>(values: readonly Value[]): Value;
  /** The same with weights, which need not sum to 1. */
  pickWeighted<Value extends { readonly weight: number }>(values: readonly Value[]): Value;
}

export function seededRandom(seed: number): Random {
  const nextWord = randomWords(seed, 'soak');
  const below = (end: number) => Math.floor((nextWord() / 2 ** 32) * end);
  const at = <Value>(values: readonly Value[], index: number): Value => {
    const value = values[index];
    if (value === undefined) throw new Error('There is nothing to choose from.');
    return value;
  };
  return {
    below,
    pick: (values) => at(values, below(values.length)),
    pickWeighted(values) {
      let left = below(values.reduce((sum, { weight }) => sum + weight, 0));
      return at(
        values,
        values.findIndex(({ weight }) => {
          left -= weight;
          return left < 0;
        }),
      );
    },
  };
}
