import { numberText } from '../../../attention/numbers/numberText.ts';
import type { TableData } from '../../../charts/table/tableData.ts';
import type { CellTrace } from '../../../engine/Engine.ts';

/** One column of a table: its heading and its numbers. */
export type Column = readonly [heading: string, values: ArrayLike<number>];

/** Vectors side by side, a feature a row, every digit there is. */
export function featureTable(caption: string, columns: readonly Column[]): TableData {
  return tableOf(caption, 'feature', columns, (index) => `${index}`);
}

/** Rows of attention side by side, a key a row. */
export function keyTable(caption: string, columns: readonly Column[], labels: readonly string[]): TableData {
  return tableOf(caption, 'key', columns, (index) => `${index} ${labels[index] ?? ''}`);
}

function tableOf(
  caption: string,
  named: string,
  columns: readonly Column[],
  nameOf: (index: number) => string,
): TableData {
  const length = columns[0]?.[1].length ?? 0;
  const text = (value: number) => (Number.isNaN(value) ? 'masked' : numberText(value, 'exact'));
  return {
    caption,
    columns: [named, ...columns.map(([heading]) => heading)],
    rows: Array.from({ length }, (_, index) => [
      nameOf(index),
      ...columns.map(([, values]) => text(values[index] as number)),
    ]),
  };
}

/** The numbers of a trace, a row each: what the CSV holds. Masked scores are left out, and v of all keys but the cell's. */
export function traceTable(trace: CellTrace): TableData {
  const { queryPosition: i, keyPosition: j, queryHead: h } = trace.cell;
  const g = trace.kvHead;
  const arrays: readonly [name: string, values: Float32Array][] = [
    [`x[${i}]`, trace.queryInput],
    [`x[${j}] of the key`, trace.keyInput],
    [`q of head ${h}[${i}]`, trace.query],
    [`k of KV head ${g}[${j}]`, trace.key],
    [`v of KV head ${g}[${j}]`, trace.value],
    [`q·k of head ${h}[${i}]`, trace.scores],
    [`attention weight of head ${h}[${i}]`, trace.weights],
    [`context of head ${h}[${i}]`, trace.context],
    [`contribution of head ${h}[${i}]`, trace.contribution],
    [`output[${i}]`, trace.output],
  ];
  const rows = arrays.flatMap(([name, values]) =>
    Array.from(values, (value, index) => [`${name}[${index}]`, value] as const).filter(
      ([, value]) => !Number.isNaN(value),
    ),
  );
  return { caption: 'The numbers of one cell', columns: ['number', 'value'], rows };
}
