import { nextTurn } from '../../threads/nextTurn.ts';
import { scaledDotProduct } from '../ops/attention.ts';
import { planSteps } from '../ops/heads.ts';
import { type HostMatrix, joinColumns, stackRows } from '../ops/hostMatrix.ts';
import { type AttentionOps, headsOf, type Matrix, type Sharing } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { type RowFigures, rowFiguresOf, worstRowFigures } from './rowFigures.ts';

/** q [numHeads · tokens, headDim], k and v [numKvHeads · tokens, headDim] in the backend's memory, built when asked for. */
export interface ProjectedHeads {
  readonly q: () => Matrix;
  readonly k: () => Matrix;
  readonly v: () => Matrix;
}

export interface StepOptions {
  /**
   * The query heads whose maps are read back. All, by default; where they are fewer, the figures of all maps' rows are
   * computed on the backend.
   */
  readonly wholeMaps?: 'all' | readonly number[];
  readonly signal?: AbortSignal;
}

export interface AttendedHeads {
  /** The maps that were asked for, stacked: [heads · tokens, tokens]. */
  readonly attentionWeights: HostMatrix;
  /** Over the rows of all maps, read back or not. */
  readonly rowFigures: RowFigures;
  /** Heads side by side: [tokens, numHeads · headDim] */
  readonly context: HostMatrix;
}

/**
 * Attention on all heads, as many at a time as the budget holds. Between steps it lets other requests through, and stops
 * with the signal's reason once aborted.
 */
export async function attentionInSteps(
  ops: AttentionOps,
  { q, k, v }: ProjectedHeads,
  sharing: Sharing,
  { wholeMaps = 'all', signal }: StepOptions = {},
): Promise<AttendedHeads> {
  const steps = planSteps(['all'], headsOf(sharing), ops.headsAtOnce(sharing.tokens, 1)).flat();
  const contexts: HostMatrix[] = [];
  const maps: HostMatrix[] = [];
  const figures: HostMatrix[] = [];
  for (const heads of steps) {
    await nextTurn();
    signal?.throwIfAborted();
    const step = { ...sharing, heads };
    const computed = await readBack(ops, () => {
      const { attentionWeights, output } = scaledDotProduct(ops, q(), k(), v(), step);
      return { output, maps: wholeMaps === 'all' ? attentionWeights : ops.rowFigures(attentionWeights, step) };
    });
    contexts.push(computed.output);
    (wholeMaps === 'all' ? maps : figures).push(computed.maps);
  }
  for (const first of wholeMaps === 'all' ? [] : wholeMaps) {
    await nextTurn();
    signal?.throwIfAborted();
    const oneHead = { ...sharing, heads: { first, count: 1 } };
    maps.push((await readBack(ops, () => ({ map: ops.attentionWeights(q(), k(), oneHead) }))).map);
  }
  const attentionWeights = stackRows(maps);
  return {
    attentionWeights,
    rowFigures: wholeMaps === 'all' ? rowFiguresOf(attentionWeights) : worstRowFigures(stackRows(figures)),
    context: joinColumns(contexts),
  };
}
