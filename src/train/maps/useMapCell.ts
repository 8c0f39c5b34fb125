import { useState } from 'react';
import type { MapCell } from '../../charts/cells/cell.ts';
import type { MapGridProps } from '../../charts/heat/MapGrid.tsx';

type MapCellProps = Pick<MapGridProps, 'cell' | 'locked' | 'onHover' | 'onLock' | 'onEnter'>;

const NOTHING = () => {};

/**
 * The cell that the maps beside each other light together: the locked one, else the one pointed at. A cell that the text
 * no longer has is none.
 *
 * @param tokens of the text
 */
export function useMapCell(tokens: number): MapCellProps {
  const [locked, setLocked] = useState<MapCell | null>(null);
  const [pointed, setPointed] = useState<MapCell | null>(null);
  const cell = [locked, pointed].find((one) => one && one.queryPosition < tokens && one.keyPosition < tokens) ?? null;
  return {
    cell,
    locked: cell !== null && cell === locked,
    onHover: setPointed,
    onLock: setLocked,
    onEnter: NOTHING,
  };
}
