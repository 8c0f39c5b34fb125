import { scaleLinear } from 'd3';
import { textWidth } from '../../labels.ts';

/** One model on one GPU, in bytes. */
export interface SequenceBar {
  readonly name: string;
  /** CSS colour of its sequences. */
  readonly color: string;
  readonly weightBytes: number;
  readonly overheadBytes: number;
  /** Bytes of one sequence on this GPU. */
  readonly sequenceBytes: number;
  /** Sequences that fit on this GPU. */
  readonly sequences: number;
  /** Says how many there are, on all GPUs. */
  readonly countText: string;
}

/** Part of a bar, in px. */
export interface BarPart {
  readonly part: 'weights' | 'overhead' | 'sequences' | 'free';
  readonly x: number;
  readonly width: number;
}

export interface BarLayout extends SequenceBar {
  /** Baseline of the name above the bar, and top of the bar. */
  readonly baseline: number;
  readonly top: number;
  readonly height: number;
  readonly parts: readonly BarPart[];
  /** Where one sequence ends and the next begins; empty where they would be closer than can be told apart. */
  readonly cuts: readonly number[];
}

export interface SequenceBarsLayout {
  readonly bars: readonly BarLayout[];
  /** Ends of the usable share and of the memory. */
  readonly usableX: number;
  readonly memoryX: number;
  readonly bottom: number;
}

const LINE_EM = 1.5;
const ROW_EM = 3.7;
const BAR_EM = 1.8;
/** In a picture this wide, what stands below the bars shares one line. */
const WIDE_EM = 40;
/** Cuts that are closer than this, in px, would fill the bar. */
const LEAST_CELL = 3;

/** Names of a bar's parts, in their order. */
export const PART_NAMES: Readonly<Record<BarPart['part'], string>> = {
  weights: 'weights',
  overhead: 'overhead',
  sequences: 'K and V, a piece a sequence',
  free: 'free',
};

/** Place of a part's name in the legend, in em. */
export interface LegendItem {
  readonly part: BarPart['part'];
  readonly x: number;
  readonly line: number;
}

/** Puts the parts' names in lines of `widthEm` at most. */
export function legendOf(widthEm: number): LegendItem[] {
  let [x, line] = [0, 0];
  return (Object.keys(PART_NAMES) as BarPart['part'][]).map((part) => {
    const width = 3.6 + textWidth(PART_NAMES[part], 1);
    if (x > 0 && x + width - 1.6 > widthEm) [x, line] = [0, line + 1];
    const item = { part, x, line };
    x += width;
    return item;
  });
}

/** True when what stands below the bars shares one line. */
export function hasWideFoot(widthEm: number): boolean {
  return widthEm >= WIDE_EM;
}

/** Height of the picture in em. */
export function sequenceBarsHeightEm(bars: number, widthEm: number): number {
  return topEm(widthEm) + bars * ROW_EM + (hasWideFoot(widthEm) ? 1 : 2) * LINE_EM;
}

function topEm(widthEm: number): number {
  return LINE_EM * (1 + Math.max(...legendOf(widthEm).map(({ line }) => line))) + 0.5;
}

/** Places the bars: all on one scale from 0 to the memory, or beyond it to what the largest of them would need. */
export function sequenceBarsLayout(
  bars: readonly SequenceBar[],
  { memoryBytes, usableBytes }: { readonly memoryBytes: number; readonly usableBytes: number },
  width: number,
  em: number,
): SequenceBarsLayout {
  const start = topEm(width / em);
  const needs = bars.map(({ weightBytes, overheadBytes }) => weightBytes + overheadBytes);
  const scale = scaleLinear()
    .domain([0, Math.max(memoryBytes, ...needs)])
    .range([0, width - 1]);
  return {
    usableX: scale(usableBytes),
    memoryX: scale(memoryBytes),
    bottom: (start + bars.length * ROW_EM) * em,
    bars: bars.map((bar, index) => {
      const y = (start + index * ROW_EM) * em;
      const first = bar.weightBytes + bar.overheadBytes;
      const held = first + bar.sequences * bar.sequenceBytes;
      const cell = scale(bar.sequenceBytes);
      const cuts =
        cell >= LEAST_CELL
          ? Array.from({ length: Math.max(0, bar.sequences - 1) }, (_, at) => scale(first) + (at + 1) * cell)
          : [];
      const ends: readonly (readonly [BarPart['part'], number, number])[] = [
        ['weights', 0, bar.weightBytes],
        ['overhead', bar.weightBytes, first],
        ['sequences', first, held],
        ['free', held, Math.max(held, usableBytes)],
      ];
      return {
        ...bar,
        baseline: y + 0.95 * em,
        top: y + 1.35 * em,
        height: BAR_EM * em,
        parts: ends
          .filter(([, from, to]) => to > from)
          .map(([part, from, to]) => ({ part, x: scale(from), width: scale(to) - scale(from) })),
        cuts,
      };
    }),
  };
}
