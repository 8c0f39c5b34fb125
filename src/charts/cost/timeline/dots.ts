import type { Timeline, TimelineAside, TimelinePoint } from '../../../catalog/models/timeline.ts';

/** Kinds of dots, by how query heads share K and V. */
export type DotKind = TimelinePoint['sharing'] | TimelineAside['why'];

/** Kinds of dots with their names in the legend. */
export const DOT_KINDS: Readonly<Record<DotKind, string>> = {
  MHA: 'MHA',
  GQA: 'GQA',
  MQA: 'MQA',
  MLA: 'MLA',
  'no attention': 'no attention',
};

/** A model in the chart. */
export interface Dot {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly kind: DotKind;
  /** Queries per KV head; null if it stands aside. */
  readonly groupSize: number | null;
  /** True for encoders, which keep no cache: their dots are hollow. */
  readonly isHollow: boolean;
  /** All of it in words. */
  readonly sentence: string;
}

/** Returns all models: those aside among the others, by year, in the order in which the arrow keys go through them. */
export function dotsOf({ points, aside }: Timeline): Dot[] {
  const placed = points.map((point): Dot => {
    const { id, name, year, groupSize, sharing, varies, keepsCache } = point;
    const queries = `${groupSize} ${groupSize === 1 ? 'query' : 'queries'} per KV head`;
    const rest = `${varies ? ', more or fewer in other layers' : ''}${keepsCache ? '' : ', an encoder that keeps no cache'}`;
    const sentence = `${name}, ${year}: ${sharing}, ${queries}${rest}`;
    return { id, name, year, groupSize, kind: sharing, isHollow: !keepsCache, sentence };
  });
  const beside = aside.map(({ id, name, year, why }): Dot => {
    const reason = why === 'MLA' ? 'MLA, no KV heads to share' : 'no layer with attention';
    return { id, name, year, groupSize: null, kind: why, isHollow: false, sentence: `${name}, ${year}: ${reason}` };
  });
  // A sort that keeps the order within a year.
  return [...placed, ...beside].sort((a, b) => a.year - b.year);
}
