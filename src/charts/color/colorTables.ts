import { interpolateCividis, interpolateLab, interpolateViridis, rgb } from 'd3';
import { PALETTES, type Theme } from './palette.ts';
import { COLORS } from './weightScale.ts';

/** Sequential scales whose lightness only rises or only falls, so they survive every colour vision deficiency and print. */
export type ColorScale = 'ink' | 'viridis' | 'cividis';

/** RGBA, 256 entries of 4 bytes; entry i is the colour at scale position i / 255. */
export type ColorTable = Uint8ClampedArray<ArrayBuffer>;

const cache = new Map<string, ColorTable>();

/**
 * The table of one scale. `ink` runs from the theme's surface to its ink through CIELAB, so that lightness is linear in
 * the position; viridis and cividis (Nuñez et al. 2018) are the same in both themes. The same table object is returned
 * each time: its identity says whether the maps need painting again.
 */
export function colorTable(scale: ColorScale, theme: Theme): ColorTable {
  const key = `${scale} ${theme}`;
  let table = cache.get(key);
  if (!table) {
    table = sample(interpolator(scale, theme));
    cache.set(key, table);
  }
  return table;
}

/** The colour of one entry as a CSS value. */
export function cssColor(table: ColorTable, index: number): string {
  return rgb(table[4 * index] ?? 0, table[4 * index + 1] ?? 0, table[4 * index + 2] ?? 0).formatHex();
}

function interpolator(scale: ColorScale, theme: Theme): (position: number) => string {
  if (scale === 'viridis') return interpolateViridis;
  if (scale === 'cividis') return interpolateCividis;
  return interpolateLab(PALETTES[theme].surface, PALETTES[theme].ink);
}

function sample(colorAt: (position: number) => string): ColorTable {
  const table = new Uint8ClampedArray(COLORS * 4);
  for (let index = 0; index < COLORS; index++) {
    const { r, g, b } = rgb(colorAt(index / (COLORS - 1)));
    table.set([r, g, b, 255], index * 4);
  }
  return table;
}
