import type { HeadNote } from '../../attention/labels/headNotes.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { Maps } from '../../charts/cells/maps.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { GridFit } from '../../charts/heat/fitGrid.ts';
import { MapGrid } from '../../charts/heat/MapGrid.tsx';
import { useFocusedHead } from '../../state/shown/exactMaps.ts';
import { selectShapes } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useHover } from '../../state/shown/hooks/useHover.ts';
import { selectHeadNotes } from '../../state/shown/labels/headNotes.ts';
import { selectMapOrders } from '../../state/shown/labels/mapOrder.ts';
import { selectAskingToken, selectIsLitLocked } from '../../state/shown/pointing/focus.ts';
import { selectLinkedCells } from '../../state/shown/pointing/linkedHeads.ts';
import { ModelProgress } from '../progress/ModelProgress.tsx';
import { useActivation } from './useActivation.ts';
import { useMapSide } from './useMapSide.ts';
import { useStale } from './useStale.ts';

/** Labels come later than maps; their line is there before. */
const NOT_YET: readonly HeadNote[] = [];

interface Props {
  readonly mechanism: Mechanism;
  readonly maps: Maps | undefined;
  readonly table: ColorTable;
  readonly tokens: readonly string[];
  /** Where the maps have a fixed room. */
  readonly fit?: GridFit | undefined;
}

/** The maps, with the cell that is lit in this column. Apart from the column, so that hovering renders nothing else. */
export function LinkedMaps({ mechanism, maps, table, tokens, fit }: Props) {
  const shape = useAppState(selectShapes)[mechanism];
  const lit = useAppState(selectLinkedCells)[mechanism] ?? null;
  const isLocked = useAppState(selectIsLitLocked);
  const focused = useFocusedHead(mechanism);
  const stale = useStale(mechanism);
  const notes = useAppState(selectHeadNotes);
  const litRow = useAppState(selectAskingToken);
  const order = useAppState(selectMapOrders)[mechanism];
  const isPresent = useAppState((state) => state.settings.present);
  const previewed = useAppState(({ hover, settings }) => {
    if (settings.present) return undefined;
    return hover?.mechanism === mechanism ? hover.queryHead : null;
  });
  const mapRef = useMapSide();
  const setHover = useHover(mechanism);
  const { lock, enter } = useActivation(mechanism);
  return (
    <>
      <MapGrid
        mechanism={mechanism}
        shortName={MECHANISM_SHORT[mechanism]}
        numHeads={maps?.numHeads ?? shape.numHeads}
        numKvHeads={maps?.numKvHeads ?? shape.numKvHeads}
        maps={maps ?? null}
        focused={focused}
        tokens={tokens}
        table={table}
        cell={lit}
        locked={isLocked}
        onHover={setHover}
        onLock={lock}
        onEnter={enter}
        stale={stale}
        fit={fit}
        order={order}
        notes={notes ? (notes[mechanism] ?? NOT_YET) : undefined}
        litRow={litRow}
        takesStrongest={!isPresent}
        previewed={previewed}
        mapRef={mapRef}
      />
      <ModelProgress mechanism={mechanism} />
    </>
  );
}
