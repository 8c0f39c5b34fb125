import { randomWords } from '../random/random.ts';

/** Seeded choices in integers alone: the same everywhere. */
export interface Draws {
  /** 0 … `count` − 1, each as likely as the others to within 2⁻³²·count. */
  below(count: number): number;
  /** `first` … `last`, both included. */
  between(first: number, last: number): number;
  /** True with probability `numerator` / `denominator`. */
  chance(numerator: number, denominator: number): boolean;
  /** The first `count` of `values` in random order; `values` is left as it is. */
  sample(values: readonly number[], count: number): number[];
}

export function drawsFrom(seed: number, name: string): Draws {
  const nextWord = randomWords(seed, name);
  // A product below 2⁵³ is exact, so no browser rounds it another way.
  const below = (count: number) => Math.floor((nextWord() * count) / 2 ** 32);
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    chance: (numerator, denominator) => below(denominator) < numerator,
    sample(values, count) {
      // Fisher and Yates, from the front and only as far as needed.
      const rest = [...values];
      for (let index = 0; index < count; index++) {
        const other = index + below(rest.length - index);
        [rest[index], rest[other]] = [rest[other] as number, rest[index] as number];
      }
      return rest.slice(0, count);
    },
  };
}
