import { groupSize } from '../../attention/sharing.ts';
import { labelStep, textWidth } from '../labels.ts';
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
  /** Text of each head, empty where it would touch its neighbour's. */
  readonly queryLabels: readonly string[];
  readonly kvLabels: readonly string[];
  readonly queryBaseline: number;
  readonly kvBaseline: number;
}

/** Room at the left for the rows' names, "Q" and "KV", in em. */
const GUTTER_EM = 3.2;
const LABEL_GAP_EM = 0.5;

export function wiringLayout(counts: HeadCounts, { width, height, fontSize }: Size): WiringLayout {
  const left = GUTTER_EM * fontSize;
  const right = Math.max(left + 1, width);
  const queryX = queryCentres(counts.numHeads, left, right);
  const spacing = (right - left) / counts.numHeads;
  const radius = Math.min(0.4 * fontSize, 0.36 * spacing);
  const side = Math.min(0.8 * fontSize, 0.76 * spacing * groupSize(counts));
  const stroke = Math.min(0.11 * fontSize, 0.25 * spacing);
  const labelRow = 1.1 * fontSize;
  return {
    ...counts,
    queryX,
    queryY: labelRow + 0.5 * fontSize,
    radius,
    stroke,
    endX: wireEnds(queryX, counts),
    kvX: kvCentres(queryX, counts),
    kvY: height - labelRow - 0.6 * fontSize,
    side,
    queryLabels: thinned(counts.numHeads, spacing, fontSize),
    kvLabels: kvLabels(counts, spacing * groupSize(counts), fontSize),
    queryBaseline: 0.85 * fontSize,
    kvBaseline: height - 0.25 * fontSize,
  };
}

/** The fullest of "KV 1 · Q 4–7", "KV 1" and a bare, perhaps thinned "1" that fits `spacing`. */
function kvLabels(counts: HeadCounts, spacing: number, fontSize: number): string[] {
  const size = groupSize(counts);
  const short = Array.from({ length: counts.numKvHeads }, (_, kvHead) => `KV ${kvHead}`);
  const full = short.map((name, kvHead) => `${name} · Q ${queriesOf(kvHead, size)}`);
  const fits = (labels: readonly string[]) =>
    labels.every((label) => textWidth(label, fontSize) + LABEL_GAP_EM * fontSize <= spacing);
  return [full, short].find(fits) ?? thinned(counts.numKvHeads, spacing, fontSize);
}

/** "5", "4–7" */
function queriesOf(kvHead: number, size: number): string {
  const first = kvHead * size;
  return size === 1 ? `${first}` : `${first}–${first + size - 1}`;
}

/** Head numbers 0 … count − 1, with as many left out as must be. */
function thinned(count: number, spacing: number, fontSize: number): string[] {
  const step = labelStep(spacing, textWidth(`${count - 1}`, fontSize) + LABEL_GAP_EM * fontSize);
  return Array.from({ length: count }, (_, head) => (head % step === 0 ? `${head}` : ''));
}
