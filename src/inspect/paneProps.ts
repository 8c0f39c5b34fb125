import type { Theme } from '../charts/palette.ts';

export interface PaneProps {
  readonly theme: Theme;
}
