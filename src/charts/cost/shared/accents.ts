import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3';
import type { Mechanism } from '../../../attention/types.ts';
import { accent } from '../../color/palette.ts';

/** Gives a variant of a model its colour, its dashes and the shape of its points. */
export type CostAccent = 'published' | Mechanism;

const SHAPES = { published: symbolDiamond, mha: symbolCircle, gqa: symbolSquare, mqa: symbolTriangle } as const;

/** The colour as a CSS value; the published model has that of the text. */
export function costColor(name: CostAccent): string {
  return name === 'published' ? 'var(--ink)' : accent(name);
}

/** The outline of a point around (0, 0), as tall as `em` px of text reads beside it: shapes differ as colours do. */
export function shapePath(name: CostAccent, em: number): string {
  return symbol(SHAPES[name], 0.42 * em * em)() ?? '';
}
