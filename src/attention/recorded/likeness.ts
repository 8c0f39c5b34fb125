import { type PackedHead, packHead, similarityOf } from '../comparison/packedHead.ts';
import { comparedRows, type MapSizes, tellingRows } from '../comparison/rows.ts';

/** Every weight of the heads of one layer. */
export interface LayerMaps extends MapSizes {
  /** [numHeads, sequenceLength, sequenceLength] */
  readonly weights: Float32Array;
}

/** How alike heads are, and by how many rows that is told. */
export interface RecordedLikeness {
  /** [heads, other heads]: 1 − mean Jensen–Shannon distance; all 1 if no row tells. */
  readonly similarity: Float64Array;
  /** Rows with two visible keys or more. */
  readonly tellingRows: number;
  /** How many of them were compared. */
  readonly comparedRows: number;
}

/** Compares the heads of a layer among each other, [numHeads, numHeads]. Yields between two heads. */
export function* likenessWithin(maps: LayerMaps): Generator<void, RecordedLikeness, void> {
  const { numHeads } = maps;
  const rows = comparedRows(maps, 1);
  const similarity = new Float64Array(numHeads ** 2).fill(1);
  const heads = packedHeads(maps, rows, maps);
  for (const [a, head] of heads.entries()) {
    for (const [b, other] of heads.slice(0, a).entries()) {
      const alike = similarityOf(head, other);
      similarity[a * numHeads + b] = alike;
      similarity[b * numHeads + a] = alike;
    }
    yield;
  }
  return { similarity, tellingRows: tellingRows(maps).count, comparedRows: rows.length };
}

/**
 * Compares each head of `of` with each of `other`, which has the same tokens, [heads of `of`, heads of `other`]. Keys after the
 * query count unless both are causal. Yields between two heads.
 */
export function* likenessBetween(of: LayerMaps, other: LayerMaps): Generator<void, RecordedLikeness, void> {
  const sizes = { ...of, numHeads: Math.max(of.numHeads, other.numHeads), causal: of.causal && other.causal };
  // Two maps a head are held, and as many pairs as two mechanisms' heads have with each other.
  const rows = comparedRows(sizes, 2);
  const similarity = new Float64Array(of.numHeads * other.numHeads).fill(1);
  const heads = packedHeads(of, rows, sizes);
  const others = packedHeads(other, rows, sizes);
  for (const [a, head] of heads.entries()) {
    for (const [b, otherHead] of others.entries()) similarity[a * other.numHeads + b] = similarityOf(head, otherHead);
    yield;
  }
  return { similarity, tellingRows: tellingRows(sizes).count, comparedRows: rows.length };
}

/** None if there are no rows to compare. */
function packedHeads(
  { weights, numHeads, sequenceLength }: LayerMaps,
  rows: Uint32Array,
  sizes: MapSizes,
): PackedHead[] {
  if (rows.length === 0) return [];
  const size = sequenceLength ** 2;
  return Array.from({ length: numHeads }, (_, head) =>
    packHead(weights.subarray(head * size, (head + 1) * size), rows, sizes),
  );
}
