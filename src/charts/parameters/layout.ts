import { type ScaleLinear, scaleLinear } from 'd3';
import { formatCount } from '../../attention/numbers/format.ts';
import { textWidth } from '../labels.ts';
import { PART_NAMES, type ParameterBar, type Part } from './stack.ts';

/** Heights of the picture's parts, in em. */
const LEGEND_EM = 1.9;
const LINE_EM = 1.4;
const BAR_EM = 1.35;
const ROW_GAP_EM = 0.5;
const AXIS_EM = 2.9;
/** In a picture this wide, a bar's title and the longest formula share one line. */
const WIDE_EM = 42;
/** Ticks are at least this many times the width of a label apart. */
const TICK_ROOM = 1.7;

/** Biases are a thousandth of the bar: drawn this wide at least, they can be seen, and nothing else moves. */
const MIN_SEGMENT_PX = 1.5;

export interface BarLayout extends ParameterBar {
  readonly titleBaseline: number;
  readonly top: number;
  readonly height: number;
  readonly formulaBaseline: number;
  /** `label` is empty where it would not fit its segment. */
  readonly marks: readonly {
    readonly part: Part;
    readonly x: number;
    readonly width: number;
    readonly label: string;
  }[];
}

/** Where the stacked bars stand, in px; all bars share one scale from 0 to MHA's total. */
interface BarsLayout {
  readonly bars: readonly BarLayout[];
  /** Whether formulas end the titles' lines, rather than stand under the bars. */
  readonly wide: boolean;
  readonly axisY: number;
  readonly ticks: readonly {
    readonly x: number;
    readonly label: string;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
}

/** The picture's height in em: narrow pictures have a line more for each bar. */
export function barsHeightEm(widthEm: number): number {
  return LEGEND_EM + 3 * rowEm(widthEm >= WIDE_EM) + AXIS_EM;
}

export function barsLayout(bars: readonly ParameterBar[], width: number, fontSize: number): BarsLayout {
  const wide = width >= WIDE_EM * fontSize;
  const row = rowEm(wide) * fontSize;
  const scale = scaleLinear()
    .domain([0, Math.max(...bars.map((bar) => bar.counts.total))])
    .range([0, width - MIN_SEGMENT_PX]);
  return {
    wide,
    bars: bars.map((bar, index) => {
      const y = LEGEND_EM * fontSize + index * row;
      const top = y + LINE_EM * fontSize;
      const height = BAR_EM * fontSize;
      return {
        ...bar,
        titleBaseline: y + 0.95 * fontSize,
        top,
        height,
        formulaBaseline: wide ? y + 0.95 * fontSize : top + height + fontSize,
        marks: bar.segments.map(({ part, start, count }) => {
          const markWidth = Math.max(MIN_SEGMENT_PX, scale(count));
          const fits = textWidth(PART_NAMES[part], fontSize) + 0.6 * fontSize < markWidth;
          return { part, x: scale(start), width: markWidth, label: fits ? PART_NAMES[part] : '' };
        }),
      };
    }),
    axisY: LEGEND_EM * fontSize + bars.length * row,
    ticks: tickCounts(scale, fontSize).map((count) => {
      const x = scale(count);
      const label = formatCount(count);
      return { x, label, anchor: anchorWithin(x, textWidth(label, fontSize), width) };
    }),
  };
}

/** Round counts as close together as their labels allow, with room for the last to be pulled inwards. */
function tickCounts(scale: ScaleLinear<number, number>, fontSize: number): number[] {
  for (let wanted = 8; wanted > 1; wanted--) {
    // Small layers would get ticks at fractions of a parameter.
    const counts = scale.ticks(wanted).filter(Number.isInteger);
    const spacing = scale(counts[1] ?? 0) - scale(0);
    if (spacing > TICK_ROOM * textWidth(formatCount(counts.at(-1) ?? 0), fontSize)) return counts;
  }
  return scale.ticks(1);
}

/** How a label stands at `x` so that it does not leave the picture. */
function anchorWithin(x: number, labelWidth: number, width: number): 'start' | 'middle' | 'end' {
  if (x < labelWidth / 2) return 'start';
  return x + labelWidth / 2 > width ? 'end' : 'middle';
}

function rowEm(wide: boolean): number {
  return LINE_EM + BAR_EM + (wide ? 0 : LINE_EM) + ROW_GAP_EM;
}
