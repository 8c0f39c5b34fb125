import type { PaneProps } from '../panes.ts';

export function CodePane(_: PaneProps) {
  return null;
}
