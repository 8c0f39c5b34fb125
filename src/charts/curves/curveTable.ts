import type { TableData } from '../table/tableData.ts';
import type { CurveLine } from './curveLine.ts';
import { smooth } from './smooth.ts';

/** As many rows as are read; the CSV has every step. */
const TABLE_ROWS = 50;

/** The curves' smoothed values, at steps as far apart as makes some 50 rows. */
export function curveTable(caption: string, lines: readonly CurveLine[], planned: number): TableData {
  const done = lines[0]?.steps ?? 0;
  const every = Math.max(1, Math.ceil(done / TABLE_ROWS));
  const smoothed = lines.map((line) => smooth(line.values, line.steps, planned));
  const steps = Array.from({ length: Math.ceil(done / every) }, (_, row) => Math.min(done, (row + 1) * every));
  return {
    caption: `${caption}, smoothed`,
    columns: ['step', ...lines.map(({ name }) => name)],
    rows: steps.map((step) => [step, ...smoothed.map((values) => rounded(values[step - 1]))]),
  };
}

/** Every step of every line, raw and smoothed; the lines of an earlier training come last. */
export function curveCsv(
  caption: string,
  lines: readonly CurveLine[],
  previous: readonly CurveLine[],
  planned: number,
): TableData {
  const all = [...lines, ...previous];
  const smoothed = all.map((line) => smooth(line.values, line.steps, planned));
  const names = [...lines.map(({ name }) => name), ...previous.map(({ name }) => `before: ${name}`)];
  const done = Math.max(0, ...all.map(({ steps }) => steps));
  return {
    caption,
    columns: ['step', ...names.flatMap((name) => [name, `${name}, smoothed`])],
    rows: Array.from({ length: done }, (_, index) => [
      index + 1,
      ...all.flatMap(({ values, steps }, line) => [
        rounded(index < steps ? values[index] : undefined),
        rounded(smoothed[line]?.[index]),
      ]),
    ]),
  };
}

/** Enough digits to tell two runs apart; float32 has no more. */
function rounded(value: number | undefined): number | string {
  return value === undefined || Number.isNaN(value) ? '' : Number(value.toPrecision(7));
}
