import { lab } from 'd3';
import { describe, expect, it } from 'vitest';
import { type ColorTable, colorTable, cssColor } from './colorTables.ts';
import { PALETTES } from './palette.ts';

const SCALES = ['ink', 'viridis', 'cividis'] as const;
const THEMES = ['light', 'dark'] as const;

function lightness(table: ColorTable): number[] {
  return Array.from({ length: 256 }, (_, i) => lab(cssColor(table, i)).l);
}

describe.each(THEMES)('colour tables, %s theme', (theme) => {
  it.each(SCALES)('%s: 256 opaque colours whose lightness never turns back', (scale) => {
    const table = colorTable(scale, theme);
    expect(table).toHaveLength(1024);
    expect(table.every((byte, i) => i % 4 !== 3 || byte === 255)).toBe(true);
    const l = lightness(table);
    const direction = Math.sign((l[255] ?? 0) - (l[0] ?? 0));
    // 8-bit channels round by up to about 0.3 of L*.
    for (let i = 1; i < 256; i++) expect(direction * ((l[i] ?? 0) - (l[i - 1] ?? 0))).toBeGreaterThan(-0.35);
    expect(Math.abs((l[255] ?? 0) - (l[0] ?? 0))).toBeGreaterThan(60);
  });

  it('ink: equal steps of position are equal steps of lightness', () => {
    const l = lightness(colorTable('ink', theme));
    const [first = 0, last = 0] = [l[0], l[255]];
    for (const [i, value] of l.entries()) expect(value).toBeCloseTo(first + ((last - first) * i) / 255, 0);
  });

  it("ink: runs from the theme's surface to its ink", () => {
    const table = colorTable('ink', theme);
    expect([cssColor(table, 0), cssColor(table, 255)]).toEqual([PALETTES[theme].surface, PALETTES[theme].ink]);
  });

  it('returns the same object each time, so that maps are not painted again for nothing', () => {
    expect(colorTable('viridis', theme)).toBe(colorTable('viridis', theme));
  });
});
