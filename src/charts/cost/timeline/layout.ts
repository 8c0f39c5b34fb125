import { group, scaleLog } from 'd3';
import { labelStep, textWidth } from '../../labels.ts';
import type { PlotFrame, PlotTick } from '../../plot/frame.ts';
import type { Size } from '../../useSize.ts';
import { type Block, dodge } from './dodge.ts';
import { DOT_KINDS, type Dot, type DotKind } from './dots.ts';

const BOTTOM_EM = 2.7;
/** From a legend's shape to its word, and from word to shape. */
const LEGEND_GAPS_EM = [1, 1.8] as const;
/** Distance between dots, the largest in em, the smallest in px. */
const PITCH_EM = 1.05;
const MIN_PITCH_PX = 6;
const PITCH_STEP_PX = 0.5;
/** A chart narrower than this has short names at the left, and is higher. */
const NARROW_EM = 40;

export interface DotLayout {
  readonly dot: Dot;
  readonly x: number;
  readonly y: number;
}

/** Something in the legend; `hollow` stands for encoders. */
export interface LegendEntry {
  readonly kind: DotKind | 'hollow';
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

/** Places of everything, in px. */
export interface TimelineLayout extends PlotFrame {
  readonly dots: readonly DotLayout[];
  /** Distance between dots. */
  readonly pitch: number;
  /** Rows of the models that have no KV heads, each with its name at the left; none if there are no such models. */
  readonly asides: readonly PlotTick[];
  readonly legend: readonly LegendEntry[];
  /** Middle of the name of the vertical axis, below legend and rows aside. */
  readonly nameY: number;
}

/** Returns the height of the chart in em: narrow ones need more room upwards. */
export function timelineHeightEm(widthEm: number): number {
  return widthEm < NARROW_EM ? 46 : 34;
}

/** Names a row aside. Where it is short, the legend has it in full. */
function asideLabel(kind: 'MLA' | 'no attention', isNarrow: boolean): string {
  return isNarrow && kind === 'no attention' ? 'none' : kind;
}

export function timelineLayout(dots: readonly Dot[], size: Size): TimelineLayout {
  const em = size.fontSize;
  const years = yearsOf(dots);
  const most = Math.max(2, ...dots.map(({ groupSize }) => groupSize ?? 1));
  const isNarrow = size.width < NARROW_EM * em;
  const left = textWidth(asideLabel('no attention', isNarrow), em) + 0.8 * em;
  const right = size.width - 0.4 * em;
  const column = (right - left) / years.length;
  const xOf = (year: number) => left + (year - (years[0] ?? 0) + 0.5) * column;
  const legend = legendOf(dots, size.width, em);
  const legendBottom = (legend.at(-1)?.y ?? 0) + em;
  const bottom = size.height - BOTTOM_EM * em;
  const asideKinds = (['MLA', 'no attention'] as const).filter((kind) => dots.some((dot) => dot.kind === kind));

  // The largest dots with which none is far from its place.
  for (let pitch = PITCH_EM * em; ; pitch -= PITCH_STEP_PX) {
    const perRow = Math.max(1, Math.floor((column - 2) / pitch));
    const placed: DotLayout[] = [];
    const asides: PlotTick[] = [];
    let from = legendBottom + 0.3 * em;
    for (const kind of asideKinds) {
      const here = dots.filter((dot) => dot.kind === kind);
      const counts = [...group(here, ({ year }) => year).values()].map((all) => all.length);
      const height = Math.max(1.3 * em, Math.ceil(Math.max(...counts) / perRow) * pitch + 0.4 * em);
      asides.push({ at: from + height / 2, label: asideLabel(kind, isNarrow) });
      for (const [year, all] of group(here, (dot) => dot.year))
        placed.push(
          ...columnOf([all], [from + height / 2], xOf(year), { perRow, pitch, top: from, bottom: from + height }).dots,
        );
      from += height;
    }
    const nameY = from + em;
    const top = nameY + 1.5 * em;
    const y = scaleLog()
      .base(2)
      .domain([1, most])
      .range([bottom - 1.6 * em, top]);
    let moved = 0;
    for (const [year, all] of group(
      dots.filter(({ groupSize }) => groupSize !== null),
      (dot) => dot.year,
    )) {
      const blocks = [...group(all, ({ groupSize }) => groupSize ?? 1)];
      const room = { perRow, pitch, top: nameY + 0.6 * em, bottom };
      const spread = columnOf(
        blocks.map(([, block]) => block),
        blocks.map(([groupSize]) => y(groupSize)),
        xOf(year),
        room,
      );
      placed.push(...spread.dots);
      moved = Math.max(moved, spread.moved);
    }
    if (moved > pitch / 2 && pitch - PITCH_STEP_PX >= MIN_PITCH_PX) continue;
    const step = labelStep(column, textWidth('2000', em) + 0.6 * em);
    const last = years.at(-1) ?? 0;
    return {
      ...{ left, right, top, bottom, pitch, asides, legend, nameY },
      dots: dots.map((dot) => placed.find((place) => place.dot === dot)).filter((place) => place !== undefined),
      xTicks: years.filter((year) => (last - year) % step === 0).map((year) => ({ at: xOf(year), label: `${year}` })),
      yTicks: Array.from({ length: Math.floor(Math.log2(most)) + 1 }, (_, power) => ({
        at: y(2 ** power),
        label: `${2 ** power}`,
      })),
    };
  }
}

interface Room {
  readonly perRow: number;
  readonly pitch: number;
  readonly top: number;
  readonly bottom: number;
}

function columnOf(blocks: readonly (readonly Dot[])[], ats: readonly number[], middle: number, room: Room) {
  const sizes = blocks.map((block, index): Block => ({ at: ats[index] ?? room.top, count: block.length }));
  const { places, moved } = dodge(sizes, room.perRow, room.pitch, room.top, room.bottom);
  const dots = blocks.flatMap((block, index) =>
    block.map((dot, number): DotLayout => {
      const place = places[index]?.[number];
      return { dot, x: middle + (place?.dx ?? 0), y: place?.y ?? room.top };
    }),
  );
  return { dots, moved };
}

/** Returns all years from the first to the last. */
function yearsOf(dots: readonly Dot[]): number[] {
  const years = dots.map(({ year }) => year);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}

function legendOf(dots: readonly Dot[], width: number, em: number): LegendEntry[] {
  const kinds = (Object.keys(DOT_KINDS) as DotKind[]).filter((kind) => dots.some((dot) => dot.kind === kind));
  const words: [DotKind | 'hollow', string][] = kinds.map((kind) => [kind, DOT_KINDS[kind]]);
  if (dots.some(({ isHollow }) => isHollow)) words.push(['hollow', 'encoder: keeps no cache']);
  let [x, y] = [0.5 * em, 0.9 * em];
  return words.map(([kind, label]) => {
    const taken = LEGEND_GAPS_EM[0] * em + textWidth(label, em);
    if (x > em && x + taken > width) [x, y] = [0.5 * em, y + 1.4 * em];
    const entry = { kind, label, x, y };
    x += taken + LEGEND_GAPS_EM[1] * em;
    return entry;
  });
}

/** Finds the dot nearest to a place, if it is within `reach` px. */
export function dotNear(dots: readonly DotLayout[], x: number, y: number, reach: number): DotLayout | null {
  let [nearest, distance]: [DotLayout | null, number] = [null, reach];
  for (const dot of dots) {
    const away = Math.hypot(dot.x - x, dot.y - y);
    if (away <= distance) [nearest, distance] = [dot, away];
  }
  return nearest;
}
