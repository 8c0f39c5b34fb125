import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Theme } from '../charts/palette.ts';
import { applyTheme, resolveTheme, type ThemeChoice } from './theme.ts';

const DARK = '(prefers-color-scheme: dark)';

function subscribeToSystem(onChange: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Applies a theme choice to the page and returns the theme in force; follows the system while the choice is `system`. */
export function useTheme(choice: ThemeChoice): Theme {
  const systemIsDark = useSyncExternalStore(subscribeToSystem, () => matchMedia(DARK).matches);
  const theme = resolveTheme(choice, systemIsDark);
  useLayoutEffect(() => applyTheme(document.documentElement, theme), [theme]);
  return theme;
}
