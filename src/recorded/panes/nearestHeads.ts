import type { TableData } from '../../charts/table/tableData.ts';

/** The head of another recording that a head is most alike. */
export interface Nearest {
  readonly queryHead: number;
  /** 1 − mean Jensen–Shannon distance, 0 … 1. */
  readonly likeness: number;
}

/**
 * Returns of each head the head of the other recording that it is most alike; of equally alike ones the lowest number.
 *
 * @param similarity [heads, other heads]
 */
export function nearestHeads(similarity: Float64Array, numHeads: number): Nearest[] {
  const others = similarity.length / numHeads;
  return Array.from({ length: numHeads }, (_, head) => {
    const row = similarity.subarray(head * others, (head + 1) * others);
    const likeness = Math.max(...row);
    return { queryHead: row.indexOf(likeness), likeness };
  });
}

export function nearestTable(name: string, otherName: string, nearest: readonly Nearest[]): TableData {
  return {
    caption: `${name}: the most alike head of ${otherName}, 1 − mean Jensen–Shannon distance`,
    columns: ['query head', 'most alike', 'likeness'],
    rows: nearest.map(({ queryHead, likeness }, head) => [`Q ${head}`, `Q ${queryHead}`, likeness]),
  };
}
