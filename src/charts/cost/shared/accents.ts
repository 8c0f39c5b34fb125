import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3';
import type { Mechanism } from '../../../attention/types.ts';
import { accent } from '../../color/palette.ts';

/** Name of a variant's looks: its colour, its dashes and the shape of its points. */
export type CostAccent = 'published' | Mechanism;

const SHAPES = { published: symbolDiamond, mha: symbolCircle, gqa: symbolSquare, mqa: symbolTriangle } as const;

/** Returns the colour as a CSS value; the published model has that of the text. */
export function costColor(name: CostAccent): string {
  return name === 'published' ? 'var(--ink)' : accent(name);
}

/** Returns the outline of a point around (0, 0), as tall as `em` px of text reads beside it: shapes differ as colours do. */
export function shapePath(name: CostAccent, em: number): string {
  return symbol(SHAPES[name], 0.42 * em * em)() ?? '';
}
