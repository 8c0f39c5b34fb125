import type { PaneProps } from '../panes.ts';

export function LikenessPane(_: PaneProps) {
  return null;
}
