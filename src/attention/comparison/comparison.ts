import { cellsPerSide } from '../levelOfDetail.ts';
import { MECHANISMS, type Mechanism } from '../types.ts';
import { type DifferingCell, differenceStride, headDifference, largestOf } from './headDifference.ts';
import { type PackedHead, packHead, similarityOf } from './packedHead.ts';
import { comparedRows, type MapSizes, tellingRows } from './rows.ts';

/** One head's map in each mechanism, [queryPosition, keyPosition]: every weight. */
export type HeadMaps = Readonly<Record<Mechanism, Float32Array>>;

/** Two different mechanisms, the later of `MECHANISMS` minus the earlier: the other way round only signs change. */
export const MECHANISM_PAIRS = [
  { id: 'gqa-mha', of: 'gqa', from: 'mha' },
  { id: 'mqa-mha', of: 'mqa', from: 'mha' },
  { id: 'mqa-gqa', of: 'mqa', from: 'gqa' },
] as const satisfies readonly { id: string; of: Mechanism; from: Mechanism }[];
export type MechanismPair = (typeof MECHANISM_PAIRS)[number]['id'];

/** One mechanism's maps minus another's; see `HeadDifference`. */
export interface Differences {
  /** [numHeads] */
  readonly meanDistances: Float64Array;
  /** [numHeads, side, side] */
  readonly cells: Float32Array;
  /** The cells that differ most, of each head. */
  readonly largest: readonly (readonly DifferingCell[])[];
  /** The cells that differ most, of all heads. */
  readonly largestOverall: readonly DifferingCell[];
}

/** What there is to say about likeness and difference of the heads of one run. */
export interface Comparison extends MapSizes {
  /** Tokens along a block's side in `cells`, and blocks along a map's side. */
  readonly stride: number;
  readonly side: number;
  /** Rows with two visible keys or more: distances are means over them. 0 for a text of one token. */
  readonly tellingRows: number;
  /** How many of them the similarities are means over: fewer where all would take too long, evenly spaced. */
  readonly comparedRows: number;
  readonly differences: Readonly<Record<MechanismPair, Differences>>;
  /** [numHeads, numHeads]: 1 − mean Jensen–Shannon distance; all 1 where no row tells. */
  readonly similarities: Readonly<Record<Mechanism, Float64Array>>;
}

export interface OpenComparison {
  /**
   * Compares a head with itself across mechanisms and, within each mechanism, with every head added before. Does a part at
   * each step, so that whoever runs it may pause in between. Heads in any order, each once.
   */
  add(queryHead: number, maps: HeadMaps): Generator<void, void, void>;
  /** What was found; all heads must have been added. */
  finish(): Comparison;
}

/** Compares heads as they come, so that never more than one is whole in memory. */
export function openComparison(sizes: MapSizes): OpenComparison {
  const { numHeads, sequenceLength } = sizes;
  const rows = comparedRows(sizes, MECHANISMS.length);
  const stride = differenceStride(sequenceLength);
  const side = cellsPerSide(sequenceLength, stride);
  const packed = perMechanism((): (PackedHead | undefined)[] => []);
  const similarities = perMechanism(() => new Float64Array(numHeads * numHeads).fill(1));
  const pairs = MECHANISM_PAIRS.map((pair) => ({
    ...pair,
    meanDistances: new Float64Array(numHeads),
    cells: new Float32Array(numHeads * side * side),
    largest: [] as (readonly DifferingCell[])[],
  }));

  return {
    *add(queryHead, maps) {
      for (const pair of pairs) {
        const difference = headDifference(queryHead, maps[pair.of], maps[pair.from], sizes);
        pair.meanDistances[queryHead] = difference.meanDistance;
        pair.cells.set(difference.cells, queryHead * side * side);
        pair.largest[queryHead] = difference.largest;
        yield;
      }
      if (rows.length === 0) return;
      for (const mechanism of MECHANISMS) {
        const head = packHead(maps[mechanism], rows, sizes);
        const similarity = similarities[mechanism];
        for (const [other, otherHead] of packed[mechanism].entries()) {
          if (!otherHead) continue;
          const alike = similarityOf(head, otherHead);
          similarity[queryHead * numHeads + other] = alike;
          similarity[other * numHeads + queryHead] = alike;
          yield;
        }
        packed[mechanism][queryHead] = head;
      }
    },
    finish() {
      const differences = pairs.map(({ id, meanDistances, cells, largest }): [MechanismPair, Differences] => [
        id,
        { meanDistances, cells, largest, largestOverall: largestOf(largest) },
      ]);
      return {
        ...sizes,
        stride,
        side,
        tellingRows: tellingRows(sizes).count,
        comparedRows: rows.length,
        differences: Object.fromEntries(differences) as Record<MechanismPair, Differences>,
        similarities,
      };
    },
  };
}

function perMechanism<Value>(make: () => Value): Record<Mechanism, Value> {
  return { mha: make(), gqa: make(), mqa: make() };
}
