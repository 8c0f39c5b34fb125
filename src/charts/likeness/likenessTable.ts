import type { TableData } from '../table/tableData.ts';

/** A matrix as a table, heads in the order in which they stand. */
export function likenessTable(shortName: string, similarity: Float64Array, order: readonly number[]): TableData {
  const numHeads = order.length;
  return {
    caption: `${shortName}: how alike two heads are, 1 − mean Jensen–Shannon distance`,
    columns: ['query head', ...order.map((head) => `Q ${head}`)],
    rows: order.map((a) => [`Q ${a}`, ...order.map((b) => similarity[a * numHeads + b] as number)]),
  };
}
