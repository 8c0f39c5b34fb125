import type { HeadNote } from '../../attention/labels/headNotes.ts';
import type { MapCell } from '../../charts/cells/cell.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { MapGrid } from '../../charts/heat/MapGrid.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { RecordedColumn } from '../../state/shown/recorded/columns.ts';
import { isLitIn, selectLitRecorded } from '../../state/shown/recorded/sameTokens.ts';
import type { RecordedControls } from '../../state/work/recorded/connectRecordings.ts';
import { useColumnFit } from './useColumnFit.ts';

interface Props {
  readonly column: RecordedColumn;
  /** Null until the first layer is read. */
  readonly maps: Maps | null;
  readonly tokens: readonly string[];
  readonly table: ColorTable;
  readonly notes: readonly HeadNote[] | undefined;
  readonly controls: RecordedControls;
}

/** The maps of all heads of the chosen layer, with the lit cell. Apart from the column, so that hovering renders nothing else. */
export function RecordingMaps({ column, maps, tokens, table, notes, controls }: Props) {
  const { opened, mechanism, isStale } = column;
  const { id, name } = opened;
  const open = useAppState((state) => state.recordings.open);
  const lit = useAppState(selectLitRecorded);
  const isLocked = useAppState((state) => state.recordings.locked !== null);
  const chosen = useAppState(({ recordings }) =>
    recordings.chosen?.recording === id ? recordings.chosen.queryHead : null,
  );
  const sizes = maps ?? column.sizes;
  const [room, fit] = useColumnFit({ numHeads: sizes.numHeads, tokens: tokens.length }, notes !== undefined);
  const own = (cell: MapCell | null) => cell && { recording: id, ...cell };
  return (
    <div ref={room} className="recording-column__maps">
      {fit && (
        <MapGrid
          mechanism={mechanism}
          shortName={name}
          numHeads={sizes.numHeads}
          numKvHeads={sizes.numKvHeads}
          maps={maps}
          tokens={tokens}
          table={table}
          cell={lit && isLitIn(lit, opened, open) ? lit : null}
          locked={isLocked}
          onHover={(cell) => controls.setHover(own(cell))}
          onLock={(cell) => controls.lock(own(cell))}
          onEnter={(queryHead) => controls.choose(id, queryHead)}
          stale={isStale}
          fit={fit}
          notes={notes}
          chosen={chosen}
          takesStrongest
        />
      )}
    </div>
  );
}
