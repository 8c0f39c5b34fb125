import { formatCount, formatPercent } from '../../attention/numbers/format.ts';
import { type ParameterCounts, parameterCounts, parameterFormula } from '../../attention/parameters.ts';
import { MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { type AttentionShape, type BiasChoice, MECHANISMS, type Mechanism } from '../../attention/types.ts';

/** The parts of a bar, in the order in which they are stacked. */
export const PARTS = ['q', 'k', 'v', 'o', 'bias'] as const;
export type Part = (typeof PARTS)[number];

export const PART_NAMES: Readonly<Record<Part, string>> = { q: 'Q', k: 'K', v: 'V', o: 'O', bias: 'biases' };

/** The parameters of one mechanism, ready to draw. */
export interface ParameterBar {
  readonly mechanism: Mechanism;
  readonly name: string;
  readonly counts: ParameterCounts;
  /** How much less than MHA's total, 0 … 1. */
  readonly reduction: number;
  readonly formula: string;
  /** Parts that have parameters; `start` is the count before this part. */
  readonly segments: readonly { readonly part: Part; readonly start: number; readonly count: number }[];
}

/** One bar a mechanism, for a run whose GQA has `shape`. */
export function parameterBars(shape: AttentionShape, bias: BiasChoice): ParameterBar[] {
  const mhaTotal = parameterCounts(shapeOf('mha', shape), bias).total;
  return MECHANISMS.map((mechanism) => {
    const own = shapeOf(mechanism, shape);
    const counts = parameterCounts(own, bias);
    return {
      mechanism,
      name: MECHANISM_SHORT[mechanism],
      counts,
      reduction: 1 - counts.total / mhaTotal,
      formula: parameterFormula(own, bias),
      segments: segmentsOf(counts),
    };
  });
}

/** What stands over a bar: "GQA", "164,480", "−37.5 %"; MHA has no reduction. */
export function titleOf({ name, counts, reduction }: ParameterBar): string[] {
  return [name, formatCount(counts.total), ...(reduction > 0 ? [formatPercent(-reduction)] : [])];
}

function segmentsOf(counts: ParameterCounts): ParameterBar['segments'] {
  let start = 0;
  return PARTS.map((part) => {
    const segment = { part, start, count: counts[part] };
    start += counts[part];
    return segment;
  }).filter((segment) => segment.count > 0);
}
