import { interpolateLab, rgb } from 'd3';
import type { Mechanism } from '../../attention/types.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { PALETTES, type Theme } from '../color/palette.ts';
import { DIFFERENCE_COLORS } from './differenceScale.ts';

const cache = new Map<string, ColorTable>();

/**
 * Colours of −1 … 1, RGBA, `DIFFERENCE_COLORS` entries: no difference is the theme's surface, and each end the accent of
 * the mechanism that attends more there. The accents are told apart under every common colour vision deficiency; both
 * ways run through CIELAB, so that lightness tells the size and hue the sign. The same object is returned each time.
 */
export function divergingTable(of: Mechanism, from: Mechanism, theme: Theme): ColorTable {
  const key = `${of} ${from} ${theme}`;
  let table = cache.get(key);
  if (!table) {
    const palette = PALETTES[theme];
    const more = interpolateLab(palette.surface, palette[of]);
    const less = interpolateLab(palette.surface, palette[from]);
    table = new Uint8ClampedArray(DIFFERENCE_COLORS * 4);
    for (let index = 0; index < DIFFERENCE_COLORS; index++) {
      const position = (2 * index) / (DIFFERENCE_COLORS - 1) - 1;
      const { r, g, b } = rgb(position < 0 ? less(-position) : more(position));
      table.set([r, g, b, 255], index * 4);
    }
    cache.set(key, table);
  }
  return table;
}
