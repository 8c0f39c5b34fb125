import { formatBytes } from '../attention/format.ts';
import { labelStep, textWidth } from './labels.ts';

/** A tick of an axis along which KV heads double, and their cache with them. */
export interface CacheTick {
  readonly numKvHeads: number;
  readonly at: number;
  /** "4 KV", or "4" where that is all there is room for. */
  readonly heads: string;
  /** Empty where it would touch the one beside it. */
  readonly bytes: string;
}

/** Leaves out the bytes that would touch those beside them; `em` in px. */
export function cacheTicks(
  marks: readonly (Omit<CacheTick, 'bytes'> & { readonly cacheBytes: number })[],
  em: number,
): CacheTick[] {
  const labels = marks.map(({ cacheBytes }) => formatBytes(cacheBytes));
  const widest = Math.max(...labels.map((label) => textWidth(label, em))) + 0.6 * em;
  const gaps = marks.slice(1).map(({ at }, index) => at - (marks[index]?.at ?? 0));
  const step = labelStep(Math.min(...gaps, Number.MAX_VALUE), widest);
  // Counted from the end: MHA's cache is what the others are held against.
  const isKept = (index: number) => (marks.length - 1 - index) % step === 0;
  return marks.map(({ numKvHeads, at, heads }, index) => ({
    ...{ numKvHeads, at, heads },
    bytes: isKept(index) ? (labels[index] ?? '') : '',
  }));
}
