import { formatCountOf } from '../../attention/numbers/format.ts';
import type { Conversion } from '../../attention/trained/convert.ts';

/** A measurement: after how many percent of the original training's steps, and the loss on held-out sequences, in nats. */
export interface LossAt {
  readonly percent: number;
  readonly loss: number;
}

/** What one MHA becomes with fewer KV heads: a line a rule, and what to hold them against. */
export interface ConversionPanel {
  readonly mechanism: 'gqa' | 'mqa';
  readonly numKvHeads: number;
  /** Ascending in percent, from 0: just converted. */
  readonly lines: readonly { readonly rule: Conversion; readonly points: readonly LossAt[] }[];
  /** Before it was converted. */
  readonly mhaLoss: number | undefined;
  /** A model with as many KV heads that was trained from the start; none where there is no such model. */
  readonly scratchLoss: number | undefined;
}

/** "GQA, 2 KV heads, by mean: 1.903 just converted, 0.812 after 5 %" */
export function lineSentence({ mechanism, numKvHeads }: ConversionPanel, rule: string, points: readonly LossAt[]) {
  const [first, last] = [points[0], points.at(-1)];
  const start = first ? `${first.loss.toFixed(3)} just converted` : 'not measured yet';
  const end = last && last !== first ? `, ${last.loss.toFixed(3)} after ${percentText(last.percent)}` : '';
  return `${mechanism.toUpperCase()}, ${formatCountOf(numKvHeads, 'KV head')}, by ${rule}: ${start}${end}`;
}

/** "5 %", "1.7 %" */
export function percentText(percent: number): string {
  return `${Number(percent.toFixed(1))} %`;
}
