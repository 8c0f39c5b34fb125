import type { Count } from '../../attention/numbers/format.ts';
import type { TableData } from '../table/tableData.ts';

/** Without it, Excel reads UTF-8 as the system's code page, and tokens of other scripts come out wrong. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Begins what a spreadsheet would run as a formula (OWASP, "CSV injection"): also in the full width of East Asian scripts,
 * after characters that show nothing, and behind a semicolon or tab, where these part the cells.
 */
const FORMULA_START = /^(?=[\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n])/u;
const FORMULA_WITHIN = /([;\t\r\n])(?=[=+\-@＝＋－＠﹦﹢﹣﹫])/g;

/**
 * A table as RFC 4180 (quotes doubled, CRLF), with the caption and each line of `settings` first, as rows of one cell that
 * begin with "# ": spreadsheets show them, and readers with a comment character skip them. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it; numbers stay as they are.
 */
export function toCsv({ caption, columns, rows }: TableData, settings: readonly string[]): string {
  const remarks = [caption, ...settings].map((line) => [`# ${line.replace(/\s+/g, ' ')}`]);
  return BYTE_ORDER_MARK + [...remarks, columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | Count): string {
  if (typeof value !== 'string') return String(value);
  const safe = value.replace(FORMULA_WITHIN, "$1'").replace(FORMULA_START, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
