import type { RunRequest } from '../../attention/run/request.ts';
import { shapeOf } from '../../attention/sharing.ts';
import type { Mechanism, TrainedLayer } from '../../attention/types.ts';
import type { Projection } from '../../attention/weights.ts';
import { nextTurn } from '../../threads/nextTurn.ts';
import { KEPT_BYTES } from '../ops/budget.ts';
import type { Piece } from '../ops/heads.ts';
import type { HostMatrix } from '../ops/hostMatrix.ts';
import { KeptMatrices } from '../ops/keptMatrices.ts';
import type { AttentionOps, Linear, Matrix } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import type { HostLayers } from './hostLayers.ts';
import { LazyLayers, matricesOf, partsOf } from './lazyLayers.ts';
import { keysOf, type LazyMatrix } from './lazyMatrix.ts';
import { lastFinalOf, layerInputOf, type Stepwise } from './lazyModel.ts';

/** A layer on the backend, and k and v of all tokens. */
export interface DeviceLayer {
  /** [tokens, dModel] */
  readonly x: Matrix;
  readonly wQ: Linear;
  readonly wK: Linear;
  readonly wO: Linear;
  /** [numKvHeads · tokens, headDim] */
  readonly k: Matrix;
  readonly v: Matrix;
}

/**
 * The maps of one request after another, computing only what changed: token vectors, weights, q and k stay in the backend's
 * memory. Under the rule `mean` all three mechanisms share one q, and a moved KV slider costs GQA's k and map alone; of
 * trained models, whose mechanisms share nothing, it costs GQA's model alone, and another layer what it adds.
 */
export class OnDevice {
  readonly #ops: AttentionOps;
  readonly #layers: HostLayers;
  readonly #kept: KeptMatrices;
  /** What no map needs and every cell that is taken apart does: W_V, W_O and v, until the next run. */
  readonly #forCells: KeptMatrices;

  /** @param lender what it holds is not computed again here */
  constructor(ops: AttentionOps, layers: HostLayers, lender?: KeptMatrices) {
    this.#ops = ops;
    this.#layers = layers;
    this.#kept = new KeptMatrices(lender);
    this.#forCells = new KeptMatrices(this.#kept);
  }

  /** Another one, which starts from what this one holds and keeps to itself what it adds. */
  branch(): OnDevice {
    return new OnDevice(this.#ops, this.#layers, this.#kept);
  }

  /**
   * Computes what the maps of `mechanisms` start from where that takes long, a few heads at a time: the second layer of
   * trained models on a long text. Between steps it lets other requests through, and stops with the signal's reason once
   * aborted. What is short is left to those who ask for it, so that it goes to the backend together with their own work.
   */
  async prepare(mechanisms: readonly Mechanism[], request: RunRequest, signal?: AbortSignal): Promise<void> {
    const lazy = this.#lazy();
    for (const mechanism of mechanisms)
      await computeInSteps(this.#ops, this.#kept, layerInputOf(lazy, mechanism, request), signal);
  }

  /** The maps of some heads of a mechanism, of each stride × stride block the largest weight: [count · side, side]. */
  maps({ name, ...heads }: Piece<Mechanism>, request: RunRequest, stride: number): Matrix {
    const { tokens, config } = request;
    const [q, k] = this.#mapsOf(name, request).map((each) => each.matrix()) as [Matrix, Matrix];
    const sharing = { ...shapeOf(name, config), tokens: tokens.length, causal: config.causal, heads };
    return stride === 1 ? this.#ops.attentionWeights(q, k, sharing) : this.#ops.pooledWeights(q, k, sharing, stride);
  }

  /** What the attention of a mechanism reads, [tokens, dModel], in JavaScript's memory. */
  async readInput(mechanism: Mechanism, request: RunRequest, signal?: AbortSignal): Promise<Float32Array> {
    await this.prepare([mechanism], request, signal);
    const { input } = await readBack(this.#ops, () => ({
      input: layerInputOf(this.#lazy(), mechanism, request).result.matrix(),
    }));
    return input.values;
  }

  /** What `build` makes of a whole layer, which is valid within it only. Call inside `tidy`. */
  withLayer<Result>(mechanism: Mechanism, request: RunRequest, build: (layer: DeviceLayer) => Result): Result {
    const lazy = this.#lazy(this.#forCells);
    const linear = (projection: Projection) => lazy.linear(mechanism, projection, request.config);
    const x = layerInputOf(lazy, mechanism, request).result;
    const heads = (projection: Projection) => lazy.projected(x, mechanism, projection, request.config);
    const [wQ, wK, wO] = [linear('wQ'), linear('wK'), linear('wO')];
    const [k, v] = [heads('wK'), heads('wV')];
    const used = [x, k, v, ...[wQ, wO].flatMap(partsOf)];
    try {
      return build({
        x: x.matrix(),
        wQ: matricesOf(wQ),
        wK: matricesOf(wK),
        wO: matricesOf(wO),
        k: k.matrix(),
        v: v.matrix(),
      });
    } finally {
      this.#forCells.keepOnly(keysOf(used), KEPT_BYTES - this.#kept.bytes);
    }
  }

  /** What the readouts of each mechanism's model read at the last token, [1, dModel]; of what that takes nothing stays. */
  async lastFinals(
    mechanisms: readonly Mechanism[],
    request: RunRequest,
    trained: TrainedLayer,
    signal: AbortSignal,
  ): Promise<Partial<Record<Mechanism, HostMatrix>>> {
    const own = new KeptMatrices(this.#kept);
    const lazy = this.#lazy(own);
    const finals = mechanisms.map((mechanism) => lastFinalOf(lazy, mechanism, request, trained));
    try {
      for (const final of finals) await computeInSteps(this.#ops, own, final, signal);
      return await readBack(this.#ops, () =>
        Object.fromEntries(finals.map(({ result }, index) => [mechanisms[index], result.matrix()])),
      );
    } finally {
      own.clear();
    }
  }

  /** Ends a request: keeps what its maps and those after a change to it need, and frees all else. */
  keepOnly(request: RunRequest): void {
    this.#kept.keepOnly(keysOf(request.mechanisms.flatMap((mechanism) => this.#mapsOf(mechanism, request))));
    this.#forCells.clear();
  }

  clear(): void {
    this.#kept.clear();
    this.#forCells.clear();
  }

  /** q and k of a mechanism's maps. */
  #mapsOf(mechanism: Mechanism, request: RunRequest): LazyMatrix[] {
    const lazy = this.#lazy();
    const input = layerInputOf(lazy, mechanism, request).result;
    return (['wQ', 'wK'] as const).map((projection) => lazy.projected(input, mechanism, projection, request.config));
  }

  #lazy(kept = this.#kept): LazyLayers {
    return new LazyLayers(this.#ops, this.#layers, kept);
  }
}

/** Reads every stream on the way back, so as to wait for the backend: what it has not yet been told can still be dropped. */
async function computeInSteps(
  ops: AttentionOps,
  kept: KeptMatrices,
  { blocks }: Stepwise,
  signal?: AbortSignal,
): Promise<void> {
  const known = blocks.findLastIndex((steps) => kept.has(steps.at(-1)?.key ?? ''));
  for (const steps of blocks.slice(known + 1)) {
    if (steps.length === 1) continue;
    for (const step of steps) {
      await nextTurn();
      signal?.throwIfAborted();
      await readBack(ops, () => ({ stream: step.matrix() }));
    }
  }
}
