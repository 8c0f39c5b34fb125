import type { PaneProps } from '../panes.ts';

export function CellPane(_: PaneProps) {
  return null;
}
