import type { Theme } from '../charts/color/palette.ts';

export interface PaneProps {
  readonly theme: Theme;
}
