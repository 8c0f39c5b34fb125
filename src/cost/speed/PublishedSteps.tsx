import { useState } from 'react';
import { formatCount } from '../../attention/numbers/format.ts';
import { msText } from '../table/figures.ts';
import { RowsTable } from '../table/RowsTable.tsx';
import { type PublishedRow, publishedRows } from './publishedRows.ts';

const COLUMNS = [
  { key: 'name', heading: 'Published by', isText: true },
  { key: 'model', heading: 'Model', isText: true },
  { key: 'on', heading: 'On', isText: true },
  { key: 'batch', heading: 'Sequences' },
  { key: 'tokens', heading: 'Tokens before' },
  { key: 'step', heading: 'A decode step' },
  { key: 'bound', heading: 'Its bound' },
  { key: 'source', heading: 'Source', isText: true },
];

interface PublishedStepsProps {
  /** Link of the model that is shown; null if it is none of the catalog. */
  readonly modelId: string | null;
}

/** Times that others have published, with the bound beside each that says enough. */
export function PublishedSteps({ modelId }: PublishedStepsProps) {
  const [open, setOpen] = useState(false);
  const rows = publishedRows(modelId);
  const own = rows.filter(({ isOfModel }) => isOfModel).length;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Published step times: {rows.length}
        {own > 0 && `, ${own} of this model`}
      </summary>
      {open && (
        <RowsTable
          caption="Times as published, not measured here; “—” is what a source does not say"
          columns={COLUMNS}
          rows={rows.map((row) => ({ key: row.step.name, cells: cellsOf(row) }))}
        />
      )}
    </details>
  );
}

function cellsOf({ step, stepMs, boundMs, isOfModel }: PublishedRow): string[] {
  const { attention, kvHeads, device, devices, weights, batch, inputTokens, source, place, note, seenIn } = step;
  const count = (value: number | null) => (value === null ? '—' : formatCount(value));
  const heads = kvHeads === null ? '' : `, ${kvHeads} KV`;
  const published = stepMs === null ? `${msText(step.milliseconds)} a ${step.per}` : msText(stepMs);
  return [
    `${step.name}${isOfModel ? ' (this model)' : ''}`,
    `${step.model} (${attention}${heads})`,
    `${devices} × ${device}${weights === null ? '' : `, ${weights}`}`,
    count(batch),
    count(inputTokens),
    published,
    boundMs === null ? '—' : msText(boundMs),
    `${source}, ${place}; read in: ${seenIn}.${note && ` ${note}`}`,
  ];
}
