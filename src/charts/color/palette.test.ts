import { rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { PALETTES, type Palette, type Theme } from './palette.ts';

/** WCAG 2.2 relative luminance. */
function luminance(color: string): number {
  const { r, g, b } = rgb(color);
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What a projector needs of text: 7:1 on light, 10:1 on dark. */
const TEXT: Readonly<Record<Theme, number>> = { light: 7, dark: 10 };
const GRAPHICS = 3;

const grounds = ['paper', 'surface'] as const satisfies readonly (keyof Palette)[];
const tints = ['mhaSoft', 'gqaSoft', 'mqaSoft', 'warnSoft'] as const satisfies readonly (keyof Palette)[];
const codeColors = [
  'ink',
  'inkSoft',
  'codeKeyword',
  'codeString',
  'codeNumber',
] as const satisfies readonly (keyof Palette)[];
const marks = [
  'line',
  'focus',
  'mha',
  'gqa',
  'mqa',
  'negative',
  'positive',
] as const satisfies readonly (keyof Palette)[];

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  const palette = PALETTES[theme];

  it.each([...grounds, ...tints])('gives text on %s the contrast a projector needs', (ground) => {
    expect(contrast(palette.ink, palette[ground])).toBeGreaterThanOrEqual(TEXT[theme]);
  });

  it.each(grounds)('gives soft text on %s the contrast a projector needs', (ground) => {
    expect(contrast(palette.inkSoft, palette[ground])).toBeGreaterThanOrEqual(TEXT[theme]);
  });

  it.each(marks)('draws %s at 3:1 or more on every ground and tint', (mark) => {
    for (const ground of [...grounds, ...tints]) {
      expect(contrast(palette[mark], palette[ground]), ground).toBeGreaterThanOrEqual(GRAPHICS);
    }
  });

  it.each(codeColors)('gives code in %s the contrast of text, on marked lines as well', (color) => {
    for (const ground of [...grounds, ...tints]) {
      expect(contrast(palette[color], palette[ground]), ground).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('gives a warning the contrast of text on its own ground', () => {
    expect(contrast(palette.warn, palette.warnSoft)).toBeGreaterThanOrEqual(4.5);
  });
});
