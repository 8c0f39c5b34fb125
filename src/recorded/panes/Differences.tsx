import { useMemo, useState } from 'react';
import { tellingRows } from '../../attention/comparison/rows.ts';
import { rowsNotes } from '../../attention/comparison/rowsNotes.ts';
import { formatPercent } from '../../attention/numbers/format.ts';
import type { DifferenceInput } from '../../attention/recorded/questions.ts';
import { DifferenceGrid } from '../../charts/difference/DifferenceGrid.tsx';
import { DifferenceLegend } from '../../charts/difference/DifferenceLegend.tsx';
import { DifferingCells } from '../../charts/difference/DifferingCells.tsx';
import { differenceName, largestDifference } from '../../charts/difference/differenceMaps.ts';
import { differenceTable } from '../../charts/difference/differenceTable.ts';
import { divergingTable } from '../../charts/difference/divergingTable.ts';
import { orderedHeads, overallDistance } from '../../charts/difference/headOrder.ts';
import { DataTable } from '../../charts/table/DataTable.tsx';
import { Select } from '../../controls/Select.tsx';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { layerMapsOf, tokenLabels } from '../../state/shown/recorded/maps.ts';
import { useAnswer } from '../useAnswer.ts';
import { recordedDifferenceMaps, type Subtrahend } from './differenceSides.ts';
import type { PaneProps } from './paneProps.ts';

interface Props extends PaneProps {
  readonly subtrahend: Subtrahend;
}

const ORDERS = { numbered: 'as numbered', sorted: 'most different first' };

/** Weights that were saved in half the bits differ by as much where nothing does. */
const ROUNDING = 1e-6;

/** Each head's difference, with the cells that differ most. */
export function Differences({ column, layer, theme, controls, subtrahend }: Props) {
  const { recording, id } = column.opened;
  const [order, setOrder] = useState<keyof typeof ORDERS>('numbered');
  const locked = useAppState((state) => state.recordings.locked);
  const input = useMemo<DifferenceInput | null>(() => {
    const of = layerMapsOf(recording, layer);
    const heads = Array.from({ length: layer.numHeads }, (_, head) => head);
    if (subtrahend.kind === 'head') return { of, from: of, partners: heads.map(() => subtrahend.queryHead) };
    const { opened, layer: other, isStale } = subtrahend.column;
    // While another layer of it is read, or its heads are others.
    if (!other || isStale || other.numHeads !== layer.numHeads) return null;
    return { of, from: layerMapsOf(opened.recording, other), partners: heads };
  }, [recording, layer, subtrahend]);
  const asked = useAnswer(controls.ask, 'difference', column.isStale ? null : input);
  const maps = useMemo(
    () => (asked.phase === 'known' ? recordedDifferenceMaps(asked.value, column, subtrahend) : null),
    [asked, column, subtrahend],
  );
  if (asked.phase === 'failed') return <p role="alert">{asked.error}</p>;
  if (!maps) return <p role="status">Comparing the maps …</p>;
  const table = divergingTable(maps.of, maps.from, theme);
  const tokens = tokenLabels(recording);
  const differs = largestDifference(maps) > ROUNDING;
  const overall = overallDistance(maps.meanDistances);
  const rows = tellingRows(maps).count;
  return (
    <>
      <DifferenceLegend of={maps.of} from={maps.from} names={maps.names} table={table} />
      <p role="status">
        {differs
          ? `${differenceName(maps)}: mean total-variation distance ${overall.toFixed(3)}. ${formatPercent(overall)} of a row’s attention goes to other tokens.`
          : `${differenceName(maps)}: nothing differs.`}
        {subtrahend.kind === 'recording' &&
          ' Heads are taken by their numbers, which mean nothing between models that were trained apart.'}
      </p>
      <Select label="Heads" value={order} options={ORDERS} onChange={setOrder} />
      <DifferenceGrid
        maps={maps}
        order={orderedHeads(maps, order === 'sorted')}
        table={table}
        lit={locked?.recording === id ? locked : null}
        stale={column.isStale}
        onChoose={(head) => {
          const cell = maps.largest[head]?.[0];
          if (cell) controls.lock({ recording: id, ...placeOf(cell) });
          else controls.choose(id, head);
        }}
      />
      <p className="head-panes__small">
        Under each map: its query head, and its mean total-variation distance, the share of attention that would have to
        move. {rowsNotes({ causal: maps.causal, tellingRows: rows }).join(' ')}
      </p>
      {differs && (
        <section aria-label="Cells that differ most">
          <h3 className="head-panes__small">Cells that differ most</h3>
          <DifferingCells
            cells={maps.largestOverall}
            tokens={tokens}
            {...{ of: maps.of, from: maps.from, names: maps.names }}
            onChoose={(cell) => controls.lock({ recording: id, ...placeOf(cell) })}
          />
        </section>
      )}
      <DataTable data={() => differenceTable(maps, tokens)} />
    </>
  );
}

function placeOf({
  queryHead,
  queryPosition,
  keyPosition,
}: {
  queryHead: number;
  queryPosition: number;
  keyPosition: number;
}) {
  return { queryHead, queryPosition, keyPosition };
}
