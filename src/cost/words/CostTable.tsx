import type { ReactNode } from 'react';
import './cost-table.css';

interface Props {
  /** Names the table. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A table of figures, which scrolls by itself if it is wider than its place. */
export function CostTable({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, and a section would be a landmark for each table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls needs the focus to be scrolled by keys
    <div role="group" className="cost-table__box" aria-label={`${label}, scrollable`} tabIndex={0}>
      <table className="cost-table" aria-label={label}>
        {children}
      </table>
    </div>
  );
}
