import type { ReactNode } from 'react';
import './rows-table.css';

export interface RowsColumn {
  readonly key: string;
  readonly heading: ReactNode;
  /** True for words, which stand at the left; figures stand at the right. */
  readonly isText?: boolean;
}

export interface RowsTableRow {
  readonly key: string;
  /** One a column; the first names the row. */
  readonly cells: readonly ReactNode[];
  readonly accent?: 'published' | 'mha' | 'gqa' | 'mqa' | undefined;
}

interface RowsTableProps {
  readonly caption: ReactNode;
  readonly columns: readonly RowsColumn[];
  readonly rows: readonly RowsTableRow[];
}

/** Figures side by side, in a box that scrolls if there is no room for them. */
export function RowsTable({ caption, columns, rows }: RowsTableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, and a section would be a landmark for each table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls needs the focus to be scrolled by keys
    <div role="group" className="rows-table" aria-label="Scrollable table" tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, heading, isText }) => (
              <th key={key} scope="col" data-text={isText}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody translate="no">
          {rows.map(({ key, cells: [name, ...cells], accent }) => (
            <tr key={key} data-accent={accent}>
              <th scope="row" data-text={true}>
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]?.key} data-text={columns[index + 1]?.isText}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
