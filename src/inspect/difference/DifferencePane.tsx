import { useMemo, useState } from 'react';
import { rowsNotes } from '../../attention/comparison/rowsNotes.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { DifferenceGrid } from '../../charts/difference/DifferenceGrid.tsx';
import { DifferenceLegend } from '../../charts/difference/DifferenceLegend.tsx';
import { DifferingCells } from '../../charts/difference/DifferingCells.tsx';
import { differenceMaps } from '../../charts/difference/differenceMaps.ts';
import { differenceTable } from '../../charts/difference/differenceTable.ts';
import { divergingTable } from '../../charts/difference/divergingTable.ts';
import { orderedHeads } from '../../charts/difference/headOrder.ts';
import { pairedMaps } from '../../charts/difference/pairedMaps.ts';
import { DataTable } from '../../charts/table/DataTable.tsx';
import type { LockedCell } from '../../state/facts/settings.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { ComparisonFrame } from '../comparison/ComparisonFrame.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';
import type { PaneProps } from '../paneProps.ts';
import { ChosenCell } from './ChosenCell.tsx';
import { DifferenceChoice } from './DifferenceChoice.tsx';
import './difference-pane.css';
import { differenceWords, isDifferent } from './differenceWords.ts';
import { SaveDifference } from './SaveDifference.tsx';
import { usePartners } from './usePartners.ts';

/** Any mechanism minus any other, head by head. */
export function DifferencePane({ theme }: PaneProps) {
  const [isSorted, setIsSorted] = useState(false);
  const isPaired = useAppState((state) => state.comparison.known?.value.wholeMaps !== undefined);
  return (
    <div className="difference-pane">
      <DifferenceChoice isPaired={isPaired} isSorted={isSorted} onSort={setIsSorted} />
      <ComparisonFrame>{(shown) => <Differences shown={shown} theme={theme} isSorted={isSorted} />}</ComparisonFrame>
    </div>
  );
}

interface DifferencesProps {
  readonly shown: ShownComparison;
  readonly theme: Theme;
  readonly isSorted: boolean;
}

function Differences({ shown, theme, isSorted }: DifferencesProps) {
  const { comparison, request, tokens, isStale } = shown;
  const of = useAppState((state) => state.settings.differenceOf);
  const from = useAppState((state) => state.settings.differenceFrom);
  const locked = useAppState((state) => state.settings.lockedCell);
  const { update } = useActions();
  const partners = usePartners(shown, of, from);
  const maps = useMemo(() => {
    const { wholeMaps } = comparison;
    if (partners === null || partners === 'loading' || !wholeMaps) return differenceMaps(comparison, of, from);
    return pairedMaps(comparison, wholeMaps, of, from, partners);
  }, [comparison, of, from, partners]);
  const order = useMemo(() => orderedHeads(maps, isSorted), [maps, isSorted]);
  const table = divergingTable(of, from, theme);
  const goTo = ({ queryHead, queryPosition, keyPosition }: LockedCell) =>
    update({ lockedCell: { queryHead, queryPosition, keyPosition }, inspectMechanism: of, inspectHead: queryHead });
  const chooseHead = (queryHead: number) => {
    const cell = maps.largest[queryHead]?.[0];
    if (cell) goTo(cell);
    else update({ inspectHead: queryHead });
  };
  if (partners === 'loading') return <p role="status">Looking for the head that each head is most alike …</p>;
  return (
    <>
      <div className="difference-pane__legend">
        <DifferenceLegend of={of} from={from} table={table} />
      </div>
      <p role="status">{differenceWords(maps, request.config)}</p>
      <DifferenceGrid maps={maps} order={order} table={table} lit={locked} stale={isStale} onChoose={chooseHead} />
      <p className="difference-pane__note">
        {`Under each map: its query head, and its mean total-variation distance, the share of attention that would have to move. ${rowsNotes(comparison).join(' ')}`}
      </p>
      <ChosenCell maps={maps} />
      {isDifferent(maps) && (
        <section aria-label="Cells that differ most">
          <h3 className="difference-pane__title">Cells that differ most</h3>
          <DifferingCells
            cells={maps.largestOverall}
            tokens={tokens}
            {...{ of, from, onChoose: goTo }}
            partners={maps.partners}
          />
        </section>
      )}
      <div className="difference-pane__files">
        <SaveDifference shown={shown} maps={maps} order={order} table={table} theme={theme} />
        <DataTable data={() => differenceTable(maps, tokens)} />
      </div>
    </>
  );
}
