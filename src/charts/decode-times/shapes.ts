import { symbol, symbolCircle, symbolSquare, symbolTriangle } from 'd3';
import type { Mechanism } from '../../attention/types.ts';

const SHAPES = { mha: symbolCircle, gqa: symbolSquare, mqa: symbolTriangle } as const;

/** Returns the outline of a mark around (0, 0), for text of `em` px: shapes tell the mechanisms apart as colours do. */
export function shapePath(mechanism: Mechanism, em: number): string {
  return symbol(SHAPES[mechanism], 0.4 * em * em)() ?? '';
}
