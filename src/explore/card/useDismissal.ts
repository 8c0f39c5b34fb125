import { useEffect, useState } from 'react';
import type { LitCell } from '../../state/facts/settings.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

/** Gives the cell again unless its card was dismissed: by Escape, until another cell is pointed at, or by a tap elsewhere. */
export function useDismissal(cell: LitCell | null): LitCell | null {
  const [dismissed, setDismissed] = useState<LitCell | null>(null);
  const { setHover } = useActions();
  useEffect(() => {
    if (cell === null) return;
    const dismiss = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setDismissed(cell);
    };
    const tap = ({ pointerType, target }: PointerEvent) => {
      if (pointerType === 'touch' && !(target as Element).closest('[data-query-head]')) setHover(null);
    };
    document.addEventListener('keydown', dismiss);
    document.addEventListener('pointerdown', tap);
    return () => {
      document.removeEventListener('keydown', dismiss);
      document.removeEventListener('pointerdown', tap);
    };
  }, [cell, setHover]);
  return cell === dismissed ? null : cell;
}
