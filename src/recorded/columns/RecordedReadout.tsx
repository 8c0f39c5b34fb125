import { CellReadout } from '../../charts/heat/CellReadout.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectColumns } from '../../state/shown/recorded/columns.ts';
import { mapsOf, tokenLabels } from '../../state/shown/recorded/maps.ts';
import { isLitIn, selectLitRecorded } from '../../state/shown/recorded/sameTokens.ts';

/** The lit cell's tokens, and its weight in each recording of the same tokens, in one line. */
export function RecordedReadout() {
  const columns = useAppState(selectColumns);
  const cell = useAppState(selectLitRecorded);
  const isLocked = useAppState((state) => state.recordings.locked !== null);
  const open = columns.map(({ opened }) => opened);
  const own = open.find(({ id }) => id === cell?.recording);
  const lit = columns.flatMap(({ opened, layer, isStale }) =>
    layer && !isStale && cell && isLitIn(cell, opened, open) ? [{ maps: mapsOf(opened, layer) }] : [],
  );
  return (
    <CellReadout cell={cell} locked={isLocked} tokens={own ? tokenLabels(own.recording) : []} lit={lit} isByNumber />
  );
}
