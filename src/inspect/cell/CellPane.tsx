import type { PaneProps } from '../paneProps.ts';
import { ArithmeticSection } from './ArithmeticSection.tsx';
import './cell-pane.css';
import { MapSection } from './MapSection.tsx';

/** One head's map, and the arithmetic of the cell that it stands on. */
export function CellPane({ theme }: PaneProps) {
  return (
    <div className="cell-pane">
      <MapSection theme={theme} />
      <ArithmeticSection theme={theme} />
    </div>
  );
}
