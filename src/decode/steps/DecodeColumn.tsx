import { memo, useMemo } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { headDim, MECHANISM_NAMES, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { MapCell } from '../../charts/cells/cell.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import { DecodeMaps } from '../../charts/decode-maps/DecodeMaps.tsx';
import { mapTable } from '../../charts/heat/mapTable.ts';
import { FillingLanes } from '../../charts/lanes/FillingLanes.tsx';
import { DataTable } from '../../charts/table/DataTable.tsx';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { selectDecodePlan } from '../../state/shown/decoding/decodeRun.ts';
import { selectShapes } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { CacheFigures } from './CacheFigures.tsx';
import { mapsOf } from './mapsOf.ts';

interface Props {
  readonly mechanism: Mechanism;
  readonly capacity: number;
  readonly table: ColorTable;
  readonly cell: MapCell | null;
  readonly onHover: (cell: MapCell | null) => void;
}

/** One mechanism: its cache that fills, what it holds, and the rows that appear. */
export const DecodeColumn = memo(function DecodeColumn({ mechanism, capacity, table, cell, onHover }: Props) {
  const shape = useAppState(selectShapes)[mechanism];
  const decoded = useAppState((state) => state.decode.decoded);
  const cached = decoded?.request.tokens.length ?? 0;
  const maps = useMemo(() => decoded && mapsOf(decoded, mechanism), [decoded, mechanism]);
  const { numHeads, numKvHeads } = shape;
  const short = MECHANISM_SHORT[mechanism];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div role="group" aria-label={`${short}, decoded`} className="decode-column" data-mechanism={mechanism}>
      <h3 className="decode-column__title" title={MECHANISM_NAMES[mechanism]}>
        {short}{' '}
        <span className="decode-column__shape">
          {formatCountOf(numHeads, 'query head')} → {formatCountOf(numKvHeads, 'KV head')}
        </span>
      </h3>
      <ErrorBoundary what={`The cache of ${short}`}>
        <FillingLanes
          mechanism={mechanism}
          numKvHeads={numKvHeads}
          maxLanes={numHeads}
          capacity={capacity}
          cached={cached}
        />
      </ErrorBoundary>
      <CacheFigures
        mechanism={mechanism}
        numKvHeads={numKvHeads}
        headDim={headDim(shape)}
        capacity={capacity}
        cached={cached}
      />
      <ErrorBoundary what={`The rows of ${short}`}>
        <DecodeMaps
          mechanism={mechanism}
          numHeads={numHeads}
          numKvHeads={numKvHeads}
          maps={maps}
          capacity={capacity}
          rows={cached}
          table={table}
          cell={cell}
          onHover={onHover}
        />
      </ErrorBoundary>
      {maps && <NewestRow maps={maps} row={cached - 1} />}
    </div>
  );
});

/** The newest row of all heads as figures. */
function NewestRow({ maps, row }: { readonly maps: NonNullable<ReturnType<typeof mapsOf>>; readonly row: number }) {
  const plan = useAppState(selectDecodePlan);
  const labels = plan?.tokens.map(({ label }) => label) ?? [];
  return <DataTable data={() => mapTable(maps, labels, row)} />;
}
