import { useId, useState } from 'react';
import type { Maps } from '../cells/maps.ts';
import { DataTable } from '../table/DataTable.tsx';
import { mapTable, rowName } from './mapTable.ts';
import './map-grid-table.css';

interface MapGridTableProps {
  readonly maps: Maps;
  /** Labels of the tokens the maps belong to. */
  readonly tokens: readonly string[];
}

/** The maps' weights as a table, one query token or block of them at a time, folded away. */
export function MapGridTable({ maps, tokens }: MapGridTableProps) {
  // At first the last: under the mask, only it attends to all. Clamped, because the text may become shorter.
  const [chosen, setChosen] = useState(Number.POSITIVE_INFINITY);
  const queryBlock = Math.min(chosen, maps.side - 1);
  return (
    <DataTable
      data={() => mapTable(maps, tokens, queryBlock)}
      controls={<QueryChoice maps={maps} tokens={tokens} value={queryBlock} onChange={setChosen} />}
    />
  );
}

interface QueryChoiceProps extends MapGridTableProps {
  readonly value: number;
  readonly onChange: (queryBlock: number) => void;
}

function QueryChoice({ maps, tokens, value, onChange }: QueryChoiceProps) {
  const id = useId();
  return (
    <p className="map-grid-table__choice">
      <label htmlFor={id}>{maps.stride === 1 ? 'Query token' : 'Query tokens'}</label>
      <select
        translate="no"
        id={id}
        className="map-grid-table__select"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {Array.from({ length: maps.side }, (_, block) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its position; the same one may come again.
          <option key={block} value={block}>
            {rowName(maps, tokens, block)}
          </option>
        ))}
      </select>
    </p>
  );
}
