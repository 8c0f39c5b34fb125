import { formatBytes } from '../../attention/numbers/format.ts';
import { labelStep, widest } from '../labels.ts';
import type { PlotTick } from '../plot/frame.ts';

interface CacheMark {
  readonly at: number;
  /** "4 KV", or "4" where that is all there is room for. */
  readonly label: string;
  readonly cacheBytes: number;
}

/**
 * Ticks of an axis along which KV heads double, and their cache with them: under each the bytes, but for those that would
 * touch the ones beside them; `em` in px.
 */
export function cacheTicks(marks: readonly CacheMark[], em: number): PlotTick[] {
  const most = Math.max(...marks.map(({ cacheBytes }) => cacheBytes));
  const labels = marks.map(({ cacheBytes }) => formatBytes(cacheBytes, most));
  const gaps = marks.slice(1).map(({ at }, index) => at - (marks[index]?.at ?? 0));
  const step = labelStep(Math.min(...gaps, Number.MAX_VALUE), widest(labels, em) + 0.6 * em);
  // Counted from the end: MHA's cache is what the others are held against.
  const isKept = (index: number) => (marks.length - 1 - index) % step === 0;
  return marks.map(({ at, label }, index) => ({ at, label, under: isKept(index) ? (labels[index] ?? '') : '' }));
}
