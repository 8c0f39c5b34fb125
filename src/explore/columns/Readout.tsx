import { MECHANISMS } from '../../attention/types.ts';
import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { selectHeadNotes } from '../../state/insight/headNotes.ts';
import { useReadableMaps } from '../../state/readableMaps.ts';
import { selectLitCell } from '../../state/selectors.ts';
import { useShownTokens } from '../../state/shownTokens.ts';
import { useAppState } from '../../state/useAppState.tsx';

/** The lit cell's tokens and its weight in each mechanism, in one line. */
export function Readout() {
  const cell = useAppState(selectLitCell);
  const locked = useAppState((state) => state.settings.lockedCell);
  const { labels } = useShownTokens();
  const shown = useReadableMaps();
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
