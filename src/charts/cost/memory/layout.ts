import { scaleLinear } from 'd3';
import { formatByteTick, linearTicks } from '../../cache/ticks.ts';
import { textWidth, widest } from '../../labels.ts';
import type { PlotTick } from '../../plot/frame.ts';
import { type MemoryBar, type MemoryPart, type MemoryStackBar, PARTS, stackOf } from './stack.ts';
import { titleOf } from './words.ts';

const LINE_EM = 1.35;
const BAR_EM = 1.7;
const GAP_EM = 0.75;
const AXIS_EM = 2.9;
/** A picture this wide has the whole title over a bar in one line. */
const WIDE_EM = 44;
/** Bars are drawn as far as this many times the memory; a longer one is cut off, and says so. */
const MOST_SHOWN = 2.5;
const MIN_SEGMENT_PX = 1.5;

export interface SegmentLayout {
  readonly part: MemoryPart;
  readonly x: number;
  readonly width: number;
  /** Empty if it would not fit its segment. */
  readonly label: string;
}

export interface BarLayout {
  readonly bar: MemoryStackBar;
  /** Lines of the title, with their baselines. */
  readonly titles: readonly { readonly y: number; readonly text: string }[];
  readonly top: number;
  readonly height: number;
  readonly segments: readonly SegmentLayout[];
  /** End of the bar: the total's mark. */
  readonly end: number;
  /** True when it goes on beyond the picture. */
  readonly isCut: boolean;
}

export interface LegendEntry {
  readonly part: MemoryPart;
  readonly x: number;
  readonly y: number;
}

/** Places of everything, in px from the top left. */
export interface MemoryLayout {
  readonly legend: readonly LegendEntry[];
  readonly swatch: number;
  readonly bars: readonly BarLayout[];
  readonly axisY: number;
  readonly ticks: readonly PlotTick[];
  /** The memory that may be used, and all of it. */
  readonly limitX: number;
  readonly memoryX: number;
  readonly barsTop: number;
  /** True when the labels of those two take a line each. */
  readonly isNarrow: boolean;
  readonly height: number;
}

/** Names of the parts in the legend. */
export const PART_NAMES: Readonly<Record<MemoryPart, string>> = {
  weights: 'weights',
  overhead: 'overhead',
  cache: 'KV cache',
  free: 'free',
  'too much': 'too much',
};

/**
 * Places the bars on one scale.
 *
 * @param memory bytes of the GPU, at least `limit`, of which so many may be used
 */
export function memoryLayout(
  bars: readonly MemoryBar[],
  limit: bigint,
  memory: bigint,
  width: number,
  em: number,
): MemoryLayout {
  const stacks = bars.map((bar) => stackOf(bar, limit));
  const isWide = width >= WIDE_EM * em;
  const titleLines = isWide ? 1 : 2;
  const [all, most] = [Number(memory), Math.max(...stacks.map(({ total }) => Number(total)), 0)];
  const shown = Math.max(all, Math.min(most, MOST_SHOWN * all));
  const x = scaleLinear()
    .domain([0, shown || 1])
    .range([0, width - 2])
    .clamp(true);
  const swatch = 1.4 * em;
  const legend = legendEntries(width, em, swatch);
  const barsTop = (legend.at(-1)?.y ?? 0) + 1.7 * em;
  const row = (titleLines * LINE_EM + BAR_EM + GAP_EM) * em;
  const axisY = barsTop + stacks.length * row;
  return {
    ...{ legend, swatch, barsTop, axisY, isNarrow: !isWide, height: axisY + (AXIS_EM + (isWide ? 0 : 1.2)) * em },
    limitX: x(Number(limit)),
    memoryX: x(all),
    ticks: ticksOf(x, shown, width, em),
    bars: stacks.map((bar, index) => {
      const y = barsTop + index * row;
      const [name, taken, left] = titleOf(bar);
      const texts = isWide ? [`${name}  ${taken}, ${left}`] : [`${name}  ${taken}`, left];
      return {
        bar,
        titles: texts.map((text, line) => ({ text, y: y + (line * LINE_EM + 0.95) * em })),
        top: y + titleLines * LINE_EM * em,
        height: BAR_EM * em,
        segments: bar.segments.map(({ part, start, bytes }) => {
          const from = x(Number(start));
          const segment = Math.max(MIN_SEGMENT_PX, x(Number(start + bytes)) - from);
          const fits = textWidth(PART_NAMES[part], em) + 0.8 * em < segment;
          return { part, x: from, width: segment, label: fits ? PART_NAMES[part] : '' };
        }),
        end: x(Number(bar.total)),
        isCut: Number(bar.total) > shown,
      };
    }),
  };
}

/**
 * Returns the lefts of the labels under the axis, of the memory that may be used and of all of it: in the middle under their lines, inside the
 * picture, and apart if they share a line.
 */
export function limitLabels(
  texts: readonly [string, string],
  { limitX, memoryX, isNarrow }: Pick<MemoryLayout, 'limitX' | 'memoryX' | 'isNarrow'>,
  width: number,
  em: number,
): readonly [number, number] {
  const [first, second] = [textWidth(texts[0], em), textWidth(texts[1], em)];
  const within = (middle: number, text: number) => Math.max(0, Math.min(width - text, middle - text / 2));
  const [a, b] = [within(limitX, first), within(memoryX, second)];
  if (isNarrow) return [a, b];
  const apart = first + 1.2 * em;
  const right = Math.min(width - second, Math.max(b, a + apart));
  return [Math.min(a, right - apart), right];
}

function legendEntries(width: number, em: number, swatch: number): LegendEntry[] {
  let [x, y] = [0, 0];
  return PARTS.map((part) => {
    const taken = swatch + 0.4 * em + textWidth(PART_NAMES[part], em);
    if (x > 0 && x + taken > width) [x, y] = [0, y + 1.4 * em];
    const entry = { part, x, y };
    x += taken + 1.2 * em;
    return entry;
  });
}

function ticksOf(x: (bytes: number) => number, shown: number, width: number, em: number): PlotTick[] {
  for (let count = 8; count > 1; count--) {
    const values = linearTicks(shown, count);
    const labels = values.map(formatByteTick);
    const room = widest(labels, em) + 1.2 * em;
    // The last label would leave the picture.
    const ticks = values.map((value, index) => ({ at: x(value), label: labels[index] ?? '' }));
    const inside = ticks.filter(({ at, label }) => at + textWidth(label, em) / 2 <= width);
    if (x(values[1] ?? 0) - x(0) > room) return inside;
  }
  return [];
}
