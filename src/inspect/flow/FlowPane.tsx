import type { PaneProps } from '../panes.ts';

export function FlowPane(_: PaneProps) {
  return null;
}
