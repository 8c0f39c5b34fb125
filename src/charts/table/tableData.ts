import type { Count } from '../../attention/numbers/format.ts';

/** The figures behind one picture: what its data table shows and its CSV holds. */
export interface TableData {
  /** Says what the figures are, e.g. "Parameters of one attention layer". */
  readonly caption: string;
  /** Headings, units included; the first is the heading of the rows' names. */
  readonly columns: readonly string[];
  /** One cell a column; the first names its row, uniquely. Numbers stay numbers: the table formats, the CSV does not. */
  readonly rows: readonly (readonly (string | Count)[])[];
}
