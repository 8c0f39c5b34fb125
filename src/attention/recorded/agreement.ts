import { significantBits, unitRoundoff } from './precision.ts';
import { NO_REACH, type Reach, reachOf } from './reach.ts';
import { recomputedRows } from './recompute.ts';
import type { RecordedLayer, RecordingFacts } from './recording.ts';

/** A cell of a layer's maps, as it was recorded and as it follows from q and k. */
export interface AgreementCell {
  readonly queryHead: number;
  readonly query: number;
  readonly key: number;
  readonly recorded: number;
  readonly recomputed: number;
  /** The most that rounding explains between the two: see `cellTolerance`. */
  readonly tolerance: number;
}

/** How far a layer's recorded maps are from those that follow from its recorded q and k. */
export interface Agreement {
  /** max |recorded − recomputed|, of all heads. */
  readonly largestDifference: number;
  /** The cell of the largest difference. */
  readonly cell: AgreementCell;
  /** Cells that differ by more than rounding explains; the maps agree if there are none. */
  readonly cellsBeyond: number;
  /** Significant bits of the recorded weights, and the fewer of those of q and of k: the tolerance follows from them. */
  readonly weightBits: number;
  readonly vectorBits: number;
  /** The mask with which the maps were recomputed, as the recording's zeros show it. */
  readonly reach: Reach;
}

/** How far float32 arithmetic itself may be off: the bound of all of this app's checks. */
const ARITHMETIC = 1e-5;
/** Multiplications between two pauses: some 5 ms. */
const PRODUCTS_A_STEP = 2 ** 21;

/**
 * Recomputes a layer's maps from its q and k in float64, and returns how far they are from the recorded ones. Yields the share
 * that is done every few milliseconds, so that the caller can let other work pass. Throws if the layer has no vectors.
 */
export function* agreementSteps(
  layer: RecordedLayer,
  { tokens: { length: tokens }, scale }: Pick<RecordingFacts, 'tokens' | 'scale'>,
): Generator<number, Agreement> {
  const { vectors, weights, numHeads } = layer;
  if (!vectors) throw new Error(`Layer ${layer.layer} has no q and k: nothing follows from them.`);
  const headDim = vectors.q.length / (numHeads * tokens);
  const [queryBits, keyBits] = [significantBits(vectors.q), significantBits(vectors.k)];
  const vectorRoundoff = unitRoundoff(queryBits) + unitRoundoff(keyBits);
  let weightBits = 0;
  let reach = NO_REACH;
  for (let queryHead = 0; queryHead < numHeads; queryHead++) {
    const map = weights.subarray(queryHead * tokens ** 2, (queryHead + 1) * tokens ** 2);
    weightBits = Math.max(weightBits, significantBits(map));
    reach = reachOf(map, tokens, reach);
    yield 0;
  }
  const rowsAStep = Math.ceil(PRODUCTS_A_STEP / (tokens * headDim));
  let largestDifference = -1;
  let cell: AgreementCell | undefined;
  let cellsBeyond = 0;
  let rowsDone = 0;
  const maps = { ...layer, vectors, tokens, reach, scale: scale ?? 1 / Math.sqrt(headDim) };
  for (const { queryHead, query, weights: row, scoreSize } of recomputedRows(maps)) {
    const start = (queryHead * tokens + query) * tokens;
    const scoreError = vectorRoundoff * scoreSize;
    for (let key = 0; key < tokens; key++) {
      const recorded = weights[start + key] as number;
      const recomputed = row[key] as number;
      // What is not a number is as far away as can be.
      const difference = Number.isFinite(recomputed) ? Math.abs(recorded - recomputed) : Infinity;
      const tolerance = cellTolerance(recomputed, unitRoundoff(weightBits), scoreError);
      if (!(difference <= tolerance)) cellsBeyond += 1;
      if (difference <= largestDifference) continue;
      largestDifference = difference;
      cell = { queryHead, query, key, recorded, recomputed, tolerance };
    }
    rowsDone += 1;
    if (rowsDone % rowsAStep === 0) yield rowsDone / (numHeads * tokens);
  }
  if (!cell) throw new Error(`Layer ${layer.layer} has no weights.`);
  return { largestDifference, cell, cellsBeyond, weightBits, vectorBits: Math.min(queryBits, keyBits), reach };
}

/** Does the same at once. */
export function agreementOf(layer: RecordedLayer, facts: Pick<RecordingFacts, 'tokens' | 'scale'>): Agreement {
  const steps = agreementSteps(layer, facts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Returns how far a recorded weight may be from `weight` for no other reason than rounding. Three things are rounded: the
 * arithmetic, to float32; the recorded weight, to its type; and the scores. A model that computes in a short type rounds the
 * score once as a sum and once as it is scaled, and one that does not may have rounded q and k as it saved them: either way each
 * score s is off by no more than δ = (unit roundoffs of q and of k) · Σ |q · k| · scale. If no score is off by more than δ, each exponential
 * and their sum are off by a factor of e^δ at most, and so the weight w by one of e^2δ, and 1 − w too.
 */
function cellTolerance(weight: number, weightRoundoff: number, scoreError: number): number {
  const lesser = Math.min(weight, 1 - weight);
  // Not 0 times infinity: a hidden key's weight is 0, whatever the scores.
  const byScores = lesser > 0 ? lesser * Math.expm1(2 * scoreError) : 0;
  return ARITHMETIC + weight * weightRoundoff + byScores;
}
