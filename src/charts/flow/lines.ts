import type { Link } from '../../attention/head-map/strongest.ts';
import { scalePosition } from '../color/weightScale.ts';
import { type FlowLayout, rowMiddle } from './layout.ts';

/** Lines that look the same, as one path. */
export interface LineBundle {
  /** 1 … `LEVELS`. */
  readonly level: number;
  /** In px. */
  readonly width: number;
  /** 0 … 1 */
  readonly opacity: number;
  readonly d: string;
}

/** Widths and opacities told apart: as many paths are drawn at most, however many lines there are. */
const LEVELS = 32;
const THINNEST_PX = 0.5;
const THICKEST_PX = 6;
/** Where rows are low, the thickest line is as wide as so many: thick lines of neighbours would be one block. */
const THICKEST_ROWS = 1.5;
const THICKEST_AT_LEAST_PX = 1.5;
const FAINTEST = 0.06;

/** How a line of this weight is drawn: on the scale of all maps, so that heads and texts compare by eye. */
export function lineStyle(weight: number, { pitch }: Pick<FlowLayout, 'pitch'>): Omit<LineBundle, 'd'> {
  const level = Math.max(1, Math.min(LEVELS, Math.ceil(scalePosition(weight) * LEVELS)));
  const share = level / LEVELS;
  const thickest = Math.max(THICKEST_AT_LEAST_PX, Math.min(THICKEST_PX, THICKEST_ROWS * pitch));
  return {
    level,
    width: THINNEST_PX + share * (thickest - THINNEST_PX),
    opacity: FAINTEST + share * (1 - FAINTEST),
  };
}

/** `links` come weakest first, and bundles too: strong lines lie on top. */
export function lineBundles(links: readonly Link[], layout: FlowLayout): LineBundle[] {
  const bundles = new Map<number, LineBundle & { d: string }>();
  for (const { queryPosition, keyPosition, weight } of links) {
    const style = lineStyle(weight, layout);
    const bundle = bundles.get(style.level) ?? { ...style, d: '' };
    bundle.d += `M${layout.queryX} ${px(rowMiddle(layout, queryPosition))}L${layout.keyX} ${px(rowMiddle(layout, keyPosition))}`;
    bundles.set(style.level, bundle);
  }
  return [...bundles.values()];
}

/** The bars of a row of weights as one path, [position] → length. */
export function barPath(weights: ArrayLike<number>, layout: FlowLayout): string {
  const height = Math.max(0.5, Math.min(0.7 * layout.pitch, layout.fontSize));
  return Array.from(weights, (weight, position) => {
    const y = px(rowMiddle(layout, position) - height / 2);
    return `M${layout.barX} ${y}h${px(scalePosition(weight) * layout.barLength)}v${px(height)}H${layout.barX}Z`;
  }).join('');
}

/** Digits beyond are not seen. */
function px(length: number): number {
  return Math.round(length * 100) / 100;
}
