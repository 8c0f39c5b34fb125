import { interpolateLab } from 'd3';
import { PALETTES, type Theme } from '../color/palette.ts';

/** Colours to each side of 0. */
const STEPS = 127;

const tables = new Map<Theme, readonly string[]>();

/**
 * The colour of a position from −1 to 1 on the diverging scale: 0 is the surface itself, so that what is nothing looks
 * like nothing. Beyond the ends it stays at the end. Lightness is linear in the distance from 0, through CIELAB.
 */
export function divergingColor(position: number, theme: Theme): string {
  const table = tables.get(theme) ?? sample(theme);
  tables.set(theme, table);
  const clamped = Math.max(-1, Math.min(1, position));
  return table[STEPS + Math.round(STEPS * clamped)] ?? PALETTES[theme].surface;
}

function sample(theme: Theme): string[] {
  const { surface, negative, positive } = PALETTES[theme];
  const [below, above] = [interpolateLab(surface, negative), interpolateLab(surface, positive)];
  return Array.from({ length: 2 * STEPS + 1 }, (_, index) => {
    const distance = (index - STEPS) / STEPS;
    return distance < 0 ? below(-distance) : above(distance);
  });
}
