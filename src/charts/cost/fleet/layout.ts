import { scaleLog } from 'd3';
import { textWidth, widest } from '../../labels.ts';
import type { PlotFrame } from '../../plot/frame.ts';
import type { Size } from '../../useSize.ts';

/** GPUs against users for one variant; not decreasing, and at least 1. */
export interface FleetCurve {
  readonly name: string;
  readonly accent: 'published' | 'mha' | 'gqa' | 'mqa';
  readonly gpusAt: (users: number) => number;
}

export const MOST_USERS = 1e9;
/** Places along the axis at which a curve is read: close enough to show its stairs. */
const READINGS = 361;
const TOP_EM = 1.5;
const BOTTOM_EM = 2.7;
const LINE_EM = 1.15;

const figure = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

export interface FleetLayout extends PlotFrame {
  readonly x: (users: number) => number;
  readonly y: (gpus: number) => number;
  /** The whole number of users at a horizontal position, from 1 to `MOST_USERS`. */
  readonly usersAt: (px: number) => number;
  /** Each curve as an SVG path, with the height of its name at its end. */
  readonly paths: readonly { readonly curve: FleetCurve; readonly d: string; readonly labelY: number }[];
}

/** Lays curves out on log axes, users from 1 to 10⁹ across. */
export function fleetLayout(curves: readonly FleetCurve[], size: Size): FleetLayout {
  const em = size.fontSize;
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const most = Math.max(10, ...curves.map(({ gpusAt }) => gpusAt(MOST_USERS)));
  const yValues = powers(most, Math.max(2, Math.floor((bottom - top) / (2.2 * em))));
  const left = widest(yValues.map(tickText), em) + 0.8 * em;
  const right =
    size.width -
    widest(
      curves.map(({ name }) => name),
      em,
    ) -
    0.8 * em;
  const xCount = Math.max(2, Math.floor((right - left) / (textWidth('100M', em) + 1.5 * em)));
  const x = scaleLog().domain([1, MOST_USERS]).range([left, right]);
  const y = scaleLog().domain([1, most]).range([bottom, top]);
  const ends = curves.map(({ gpusAt }) => y(gpusAt(MOST_USERS)));
  return {
    ...{ left, right, top, bottom, x, y },
    usersAt: (px) => Math.min(MOST_USERS, Math.max(1, Math.round(x.invert(px)))),
    xTicks: powers(MOST_USERS, xCount).map((value) => ({ at: x(value), label: tickText(value) })),
    yTicks: yValues.map((value) => ({ at: y(value), label: tickText(value) })),
    paths: curves.map((curve, index) => ({
      curve,
      d: pathOf(curve, x, y),
      labelY: labelYs(ends, LINE_EM * em)[index] ?? 0,
    })),
  };
}

/** "1", "10k", "1B" */
function tickText(value: number): string {
  return figure.format(value).replace('K', 'k');
}

/** Powers of ten from 1 to `most`, no more than `count` of them, equally far apart. */
export function powers(most: number, count: number): number[] {
  const last = Math.floor(Math.log10(most) + 1e-9);
  const step = [1, 2, 3, 5].find((candidate) => Math.floor(last / candidate) + 1 <= count) ?? 10;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => 10 ** (index * step));
}

function pathOf({ gpusAt }: FleetCurve, x: (users: number) => number, y: (gpus: number) => number): string {
  const points = Array.from({ length: READINGS }, (_, index) => {
    const users = Math.round(MOST_USERS ** (index / (READINGS - 1)));
    return `${x(users).toFixed(1)},${y(gpusAt(users)).toFixed(1)}`;
  });
  return `M${[...new Set(points)].join('L')}`;
}

/** Moves names apart that would lie on each other, the highest first. */
function labelYs(ends: readonly number[], gap: number): number[] {
  const order = ends.map((_, index) => index).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  const placed = [...ends];
  let least = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    placed[index] = Math.max(ends[index] ?? 0, least);
    least = (placed[index] ?? 0) + gap;
  }
  return placed;
}

const FACTORS: Readonly<Record<string, number>> = {
  ArrowRight: 1.25,
  ArrowUp: 1.25,
  PageUp: 10,
  ArrowLeft: 0.8,
  ArrowDown: 0.8,
  PageDown: 0.1,
};

/** The number of users that a key leads to; undefined for a key that moves nothing. */
export function usersAfterKey(key: string, users: number): number | undefined {
  if (key === 'Home') return 1;
  if (key === 'End') return MOST_USERS;
  const factor = Object.hasOwn(FACTORS, key) ? FACTORS[key] : undefined;
  if (factor === undefined) return undefined;
  const next = Math.round(users * factor);
  // A small number must move, too.
  const moved = next === users ? users + Math.sign(factor - 1) : next;
  return Math.min(MOST_USERS, Math.max(1, moved));
}
