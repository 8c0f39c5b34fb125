import { useId, useState } from 'react';
import { DataTable } from '../table/DataTable.tsx';
import type { Maps } from './maps.ts';
import { mapTable, tokenName } from './mapTable.ts';
import './map-grid-table.css';

interface MapGridTableProps {
  readonly maps: Maps;
  /** Labels of the tokens the maps belong to. */
  readonly tokens: readonly string[];
}

/** The maps' weights as a table, one query token at a time, folded away. */
export function MapGridTable({ maps, tokens }: MapGridTableProps) {
  // At first the last token: under the mask, only it attends to all. Clamped, because the text may become shorter.
  const [chosen, setChosen] = useState(Number.POSITIVE_INFINITY);
  const id = useId();
  const queryPosition = Math.min(chosen, maps.sequenceLength - 1);
  return (
    <DataTable
      data={() => mapTable(maps, tokens, queryPosition)}
      controls={
        <p className="map-grid-table__choice">
          <label htmlFor={id}>Query token</label>
          <select
            id={id}
            className="map-grid-table__select"
            value={queryPosition}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            {tokens.slice(0, maps.sequenceLength).map((_, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is its position; the same one may come again.
              <option key={position} value={position}>
                {tokenName(tokens, position)}
              </option>
            ))}
          </select>
        </p>
      }
    />
  );
}
