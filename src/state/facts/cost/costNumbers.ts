import type { CostChoice } from './costChoice.ts';

/**
 * The most that each whole number of the choice may be; the least is 1, but for the source, which may be none. They are those of `COST_FIELDS`, which has the sentences
 * besides and comes with the screen alone.
 */
const MOST = {
  kvHeads: 1e4,
  gpus: 1e6,
  tensorParallel: 1e4,
  contextTokens: 1e9,
  sourceTokens: 1e9,
  sequences: 1e9,
  blockSize: 65_536,
  users: 1e9,
  averageTokens: 1e9,
} as const satisfies Partial<Record<keyof CostChoice, number>>;

type WholeNumber = keyof typeof MOST;
export type CostNumber = WholeNumber | 'utilisation' | 'overheadGib';

export const COST_NUMBERS: readonly CostNumber[] = [
  ...(Object.keys(MOST) as WholeNumber[]),
  ...(['utilisation', 'overheadGib'] as const),
];

const MOST_OVERHEAD_GIB = 1e5;

const leastOf = (name: WholeNumber) => (name === 'sourceTokens' ? 0 : 1);

/** True when `value` is one that `name` may have. */
export function isCostNumber(name: CostNumber, value: number): boolean {
  if (name === 'utilisation') return value > 0 && value <= 1;
  if (name === 'overheadGib') return value >= 0 && value <= MOST_OVERHEAD_GIB;
  return Number.isInteger(value) && value >= leastOf(name) && value <= MOST[name];
}

/** Says what `name` takes: "a whole number from 1 to 65536". */
export function costNumberText(name: CostNumber): string {
  if (name === 'utilisation') return 'a number above 0 and up to 1';
  if (name === 'overheadGib') return `a number from 0 to ${MOST_OVERHEAD_GIB}`;
  return `a whole number from ${leastOf(name)} to ${MOST[name]}`;
}
