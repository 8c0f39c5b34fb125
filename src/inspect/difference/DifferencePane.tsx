import type { PaneProps } from '../panes.ts';

export function DifferencePane(_: PaneProps) {
  return null;
}
