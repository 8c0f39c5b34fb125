import type { PaneProps } from '../panes.ts';

export function DistancePane(_: PaneProps) {
  return null;
}
