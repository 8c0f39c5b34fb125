import { MECHANISMS, type Mechanism } from '../types.ts';
import { MECHANISM_PAIRS, type MechanismPair } from './comparison.ts';
import { type PackedHead, packHead, similarityOf } from './packedHead.ts';
import { comparedRows, type MapSizes } from './rows.ts';

/** How alike heads of two mechanisms are, [head of `of`, head of `from`], for each pair of those that were compared. */
export type LikenessAcross = Readonly<Partial<Record<MechanismPair, Float64Array>>>;

/** The head of another mechanism that a head is most alike. */
export interface NearestHead {
  readonly queryHead: number;
  /** 1 − mean Jensen–Shannon distance, 0 … 1. */
  readonly likeness: number;
}

/**
 * Compares each head of each mechanism with each of every other one, by the measure and the rows that say how alike the heads
 * of one mechanism are. Yields between two heads, so that whoever runs it may pause.
 *
 * @param maps every weight of all heads, [numHeads, tokens, tokens]
 */
export function* likenessAcross(
  maps: Readonly<Partial<Record<Mechanism, Float32Array>>>,
  sizes: MapSizes,
): Generator<void, LikenessAcross, void> {
  const { numHeads, sequenceLength } = sizes;
  const rows = comparedRows(sizes, MECHANISMS.length);
  const across: Partial<Record<MechanismPair, Float64Array>> = {};
  if (rows.length === 0) return across;
  const packed: Partial<Record<Mechanism, PackedHead[]>> = {};
  for (const mechanism of MECHANISMS) {
    const cells = maps[mechanism];
    if (!cells) continue;
    const size = sequenceLength ** 2;
    packed[mechanism] = Array.from({ length: numHeads }, (_, head) =>
      packHead(cells.subarray(head * size, (head + 1) * size), rows, sizes),
    );
    yield;
  }
  for (const { id, of, from } of MECHANISM_PAIRS) {
    const [heads, others] = [packed[of], packed[from]];
    if (!heads || !others) continue;
    const likeness = new Float64Array(numHeads * numHeads);
    for (const [head, packedHead] of heads.entries()) {
      for (const [other, otherHead] of others.entries())
        likeness[head * numHeads + other] = similarityOf(packedHead, otherHead);
      yield;
    }
    across[id] = likeness;
  }
  return across;
}

/** A query head of one mechanism. */
export interface HeadOf {
  readonly mechanism: Mechanism;
  readonly queryHead: number;
}

/** How alike a head is to each head of another `mechanism`; undefined if the two mechanisms were not compared. */
export function likenessTo(
  across: LikenessAcross,
  { mechanism: own, queryHead }: HeadOf,
  mechanism: Mechanism,
): readonly number[] | undefined {
  const pair = MECHANISM_PAIRS.find(
    ({ of, from }) => (of === own && from === mechanism) || (of === mechanism && from === own),
  );
  const likeness = pair && across[pair.id];
  if (!likeness) return undefined;
  const numHeads = Math.sqrt(likeness.length);
  const [ownStep, otherStep] = pair.of === own ? [numHeads, 1] : [1, numHeads];
  return Array.from({ length: numHeads }, (_, head) => likeness[queryHead * ownStep + head * otherStep] as number);
}

/**
 * The head of `mechanism` that is most alike `head`; of equally alike ones the lowest number. Undefined if the two
 * mechanisms are the same, or were not compared.
 */
export function nearestHead(across: LikenessAcross, head: HeadOf, mechanism: Mechanism): NearestHead | undefined {
  const likeness = likenessTo(across, head, mechanism);
  if (!likeness) return undefined;
  const largest = Math.max(...likeness);
  return { queryHead: likeness.indexOf(largest), likeness: largest };
}
