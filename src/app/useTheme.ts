import { useLayoutEffect } from 'react';
import type { Theme } from '../charts/color/palette.ts';
import { useMediaQuery } from '../controls/useMediaQuery.ts';
import { applyTheme, resolveTheme, type ThemeChoice } from './theme.ts';

/**
 * Applies a theme choice to the page and returns the theme in force. The system decides while the choice is `system`, and
 * also where it forces its own colours: pictures have to stand out from its background. Paper is always light.
 */
export function useTheme(choice: ThemeChoice): Theme {
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)');
  const colorsAreForced = useMediaQuery('(forced-colors: active)');
  const isPrinted = useMediaQuery('print');
  const theme = isPrinted ? 'light' : resolveTheme(colorsAreForced ? 'system' : choice, systemIsDark);
  useLayoutEffect(() => applyTheme(document.documentElement, theme), [theme]);
  return theme;
}
