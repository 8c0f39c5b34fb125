import { PALETTES, type Palette, type Theme } from '../charts/color/palette.ts';

export type ThemeChoice = 'system' | Theme;

/** `inkSoft` → `--ink-soft`. */
const propertyName = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The theme a choice stands for on this system. */
export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

/** Writes the palette onto `root` as custom properties, through the CSSOM: the policy forbids inline styles. */
export function applyTheme(root: HTMLElement, theme: Theme): void {
  const palette: Palette = PALETTES[theme];
  for (const [key, value] of Object.entries(palette)) root.style.setProperty(propertyName(key), value);
  // A browser that darkens pages by force would darken the legend and not the maps.
  root.style.setProperty('color-scheme', `only ${theme}`);
  root.dataset['theme'] = theme;
}
