import { type ReactNode, useState } from 'react';
import type { Count } from '../../attention/numbers/format.ts';
import { BEYOND_TOOLBAR } from '../../controls/Toolbar.tsx';
import type { TableData } from './tableData.ts';
import './data-table.css';

const figure = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

interface DataTableProps {
  /** Called only while the table is open: a picture that changes on each keystroke need not tabulate itself for nobody. */
  readonly data: () => TableData;
  /** What chooses the part of the data that is tabulated, shown above the open table. */
  readonly controls?: ReactNode;
}

/** A picture's figures as a table, folded away under "Data table" and reached like any disclosure. */
export function DataTable({ data, controls }: DataTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="data-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="data-table__summary">Data table</summary>
      {open && (
        <div {...BEYOND_TOOLBAR}>
          {controls}
          <OpenTable {...data()} />
        </div>
      )}
    </details>
  );
}

function OpenTable({ caption, columns, rows }: TableData) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, and a section would be a landmark for each table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls needs the focus to be scrolled by keys
    <div role="group" className="data-table__box" aria-label="Scrollable table" tabIndex={0}>
      <table className="data-table__table">
        <caption className="data-table__caption">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody translate="no">
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{text(name)}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>{text(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function text(cell: string | Count | undefined): string {
  return typeof cell === 'string' || cell === undefined ? (cell ?? '') : figure.format(cell);
}
