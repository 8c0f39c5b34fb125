import { groupSize } from '../../attention/sharing.ts';
import type { Size } from '../useSize.ts';
import { type HeadCounts, kvCentres, queryCentres, wireEnds } from './geometry.ts';

/** Where everything of the wiring stands, in px from the picture's upper left corner. */
export interface WiringLayout extends HeadCounts {
  /** Centres of the query heads [numHeads] and their common height. */
  readonly queryX: readonly number[];
  readonly queryY: number;
  readonly radius: number;
  /** Width of a wire: grows with the type, as far as wires stay apart. */
  readonly stroke: number;
  /** Lower ends of the wires [numHeads]. */
  readonly endX: readonly number[];
  /** Centres of the KV heads [numKvHeads] and their common height. */
  readonly kvX: readonly number[];
  readonly kvY: number;
  /** Side of a KV head's square. */
  readonly side: number;
}

/** Room at the left for the rows' names, "Q 15" and "KV 3", in em. */
const GUTTER_EM = 3.2;

export function wiringLayout(counts: HeadCounts, { width, height, fontSize }: Size): WiringLayout {
  const left = GUTTER_EM * fontSize;
  const right = Math.max(left + 1, width);
  const queryX = queryCentres(counts.numHeads, left, right);
  const spacing = (right - left) / counts.numHeads;
  const row = 0.6 * fontSize;
  return {
    ...counts,
    queryX,
    queryY: row,
    radius: Math.min(0.4 * fontSize, 0.36 * spacing),
    stroke: Math.min(0.11 * fontSize, 0.25 * spacing),
    endX: wireEnds(queryX, counts),
    kvX: kvCentres(queryX, counts),
    kvY: height - row,
    side: Math.min(0.8 * fontSize, 0.76 * spacing * groupSize(counts)),
  };
}
