import { referenceCell } from '../../attention/referenceCell.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { runKey } from '../../attention/run/sameRun.ts';
import { runInput } from '../../attention/runInput.ts';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { headDim, kvHeadOf, shapeOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { CellAddress, CellTrace } from '../Engine.ts';
import type { HostLayers } from '../forward/hostLayers.ts';
import type { OnDevice } from '../forward/onDevice.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { type Float64Head, float64Head } from './float64Head.ts';
import { float64Input } from './float64Input.ts';
import { type CellNumbers, readCell } from './readCell.ts';

/** What all cells of one mechanism have in common. */
interface KnownLayer {
  readonly key: string;
  /** [tokens, dModel]: the layer's input, as the backend has it. */
  readonly x: Promise<Float32Array>;
  /** The same in float64. */
  readonly float64: Promise<Float32Array | Float64Array>;
}

/** What all cells of one KV head have in common. */
interface KnownHead {
  readonly key: string;
  readonly float64: Promise<Float64Head>;
  /** [tokens, headDim], as the backend computed them. */
  values?: Float32Array;
}

/** Takes cells apart, one after another: what a moved cell leaves as it was is not computed again. */
export class CellTracer {
  readonly #ops: AttentionOps;
  readonly #layers: HostLayers;
  readonly #device: OnDevice;
  #layer: KnownLayer | undefined;
  #head: KnownHead | undefined;

  constructor(ops: AttentionOps, layers: HostLayers, device: OnDevice) {
    this.#ops = ops;
    this.#layers = layers;
    this.#device = device;
  }

  async trace(request: RunRequest, cell: CellAddress): Promise<CellTrace> {
    const shape = shapeOf(cell.mechanism, request.config);
    const kvHead = kvHeadOf(cell.queryHead, shape);
    const layer = this.#layerFor(request, cell.mechanism);
    const head = this.#headFor(request, cell.mechanism, kvHead, layer);
    const x = await layer.x;
    const numbers = await readCell(this.#ops, this.#layers, this.#device, request, cell, x, head.values);
    head.values = numbers.values;
    const deviation = this.#deviation(request, cell, numbers, x, await layer.float64, await head.float64);
    const { dModel } = shape;
    const input = (position: number) => x.slice(position * dModel, (position + 1) * dModel);
    const width = headDim(shape);
    const { keyPosition } = cell;
    return {
      request,
      cell,
      kvHead,
      queryInput: input(cell.queryPosition),
      keyInput: input(keyPosition),
      ...numbers,
      // Copies: these leave the worker by transfer, and what is known stays.
      values: numbers.values.slice(),
      value: numbers.values.slice(keyPosition * width, (keyPosition + 1) * width),
      deviation,
    };
  }

  /** Forgets what it knows: a name stands for another model now. */
  clear(): void {
    this.#layer = undefined;
    this.#head = undefined;
  }

  #layerFor(request: RunRequest, mechanism: Mechanism): KnownLayer {
    const { tokens, config } = request;
    const { trained } = config;
    const key = [runKey(request), trained ? mechanism : 'any'].join(' ');
    if (this.#layer?.key === key) return this.#layer;
    const start = runInput(tokens, config);
    const x = trained ? this.#device.readInput(mechanism, request) : Promise.resolve(start);
    const float64 = trained
      ? float64Input(this.#layers.models.get(trained.models[mechanism]), start, trained.layer)
      : Promise.resolve(start);
    // Awaited once the backend has answered; where that fails, nobody asks for it.
    float64.catch(() => {});
    const layer = { key, x, float64 };
    x.catch(() => {
      if (this.#layer === layer) this.#layer = undefined;
    });
    this.#layer = layer;
    return layer;
  }

  #headFor(request: RunRequest, mechanism: Mechanism, kvHead: number, layer: KnownLayer): KnownHead {
    const key = [layer.key, mechanism, kvHead].join(' ');
    if (this.#head?.key === key) return this.#head;
    const { config } = request;
    const weights = this.#layers.layer(mechanism, config);
    const float64 = layer.float64.then((x) => float64Head(x, weights, kvHead, shapeOf(mechanism, config)));
    float64.catch(() => {});
    this.#head = { key, float64 };
    return this.#head;
  }

  /** See `CellTrace.deviation`. */
  #deviation(
    { config }: RunRequest,
    { mechanism, queryHead, queryPosition, keyPosition }: CellAddress,
    numbers: CellNumbers,
    x: Float32Array,
    float64X: Float32Array | Float64Array,
    float64: Float64Head,
  ): number {
    const shape = shapeOf(mechanism, config);
    const width = headDim(shape);
    const visible = config.causal ? queryPosition + 1 : numbers.weights.length;
    const tokenOf = <Values extends Float32Array | Float64Array>(values: Values, position: number) =>
      values.subarray(position * config.dModel, (position + 1) * config.dModel);
    const expected = referenceCell({
      queryInput: tokenOf(float64X, queryPosition),
      queryHead,
      keys: float64.keys.subarray(0, visible * width),
      values: float64.values.subarray(0, visible * width),
      weights: this.#layers.layer(mechanism, config),
      shape,
    });
    return Math.max(
      scaledDifference(tokenOf(x, queryPosition), tokenOf(float64X, queryPosition)),
      scaledDifference(tokenOf(x, keyPosition), tokenOf(float64X, keyPosition)),
      scaledDifference(numbers.query, expected.query),
      scaledDifference(numbers.key, float64.keys.subarray(keyPosition * width, (keyPosition + 1) * width)),
      scaledDifference(numbers.values, float64.values),
      scaledDifference(numbers.scores.subarray(0, visible), expected.scores),
      scaledDifference(numbers.weights.subarray(0, visible), expected.weights),
      scaledDifference(numbers.context, expected.context),
      scaledDifference(numbers.contribution, expected.contribution),
    );
  }
}
