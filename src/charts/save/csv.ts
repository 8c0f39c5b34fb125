import type { Count } from '../../attention/numbers/format.ts';
import type { TableData } from '../table/tableData.ts';

/** Without it, Excel reads UTF-8 as the system's code page, and tokens of other scripts come out wrong. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that a spreadsheet would run as a formula begins with one of these (OWASP, "CSV injection"). */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * A table as RFC 4180 (quotes doubled, CRLF), with the caption and each line of `settings` first, as rows of one cell that
 * begin with "# ": spreadsheets show them, and readers with a comment character skip them. Text that a spreadsheet would
 * take for a formula gets a leading apostrophe; numbers stay as they are.
 */
export function toCsv({ caption, columns, rows }: TableData, settings: readonly string[]): string {
  const remarks = [caption, ...settings].map((line) => [`# ${line.replace(/\s+/g, ' ')}`]);
  return BYTE_ORDER_MARK + [...remarks, columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | Count): string {
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
