import { MECHANISMS } from '../../attention/types.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { useExactMaps } from '../../state/shown/exactMaps.ts';
import { selectLitCell } from '../../state/shown/focus.ts';
import { selectHeadNotes } from '../../state/shown/headNotes.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useShownTokens } from '../../state/shown/shownTokens.ts';

/** The lit cell's tokens and its weight in each mechanism, in one line. */
export function Readout() {
  const cell = useAppState(selectLitCell);
  const locked = useAppState((state) => state.settings.lockedCell);
  const { labels } = useShownTokens();
  const shown = useExactMaps();
  const ofHeads = useAppState(selectHeadNotes);
  const mechanisms = MECHANISMS.filter((mechanism) => shown[mechanism]);
  return (
    <CellReadout
      cell={cell}
      locked={locked !== null && cell === locked}
      tokens={labels}
      maps={mechanisms.flatMap((mechanism) => shown[mechanism] ?? [])}
      notes={mechanisms.map((mechanism) => (cell ? ofHeads?.[mechanism]?.[cell.queryHead] : undefined))}
    />
  );
}
