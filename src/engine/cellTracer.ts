import { layerInput } from '../attention/embeddings.ts';
import { referenceCell } from '../attention/referenceCell.ts';
import { maxAbsDifference } from '../attention/selfChecks.ts';
import { headDim, kvHeadOf, shapeOf } from '../attention/sharing.ts';
import type { DeviceRun } from './deviceRun.ts';
import type { CellAddress, CellTrace, RunRequest } from './Engine.ts';
import { type Float64Head, float64Head } from './float64Head.ts';
import type { AttentionOps } from './ops.ts';
import { type CellNumbers, readCell } from './readCell.ts';

/** What all cells of one KV head have in common. */
interface KnownHead {
  readonly key: string;
  /** [tokens, dModel] */
  readonly x: Float32Array;
  readonly float64: Promise<Float64Head>;
  /** [tokens, headDim], as the backend computed them. */
  values?: Float32Array;
}

/** Takes cells apart, one after another: what a moved cell leaves as it was is not computed again. */
export class CellTracer {
  readonly #ops: AttentionOps;
  readonly #device: DeviceRun;
  #known: KnownHead | undefined;

  constructor(ops: AttentionOps, device: DeviceRun) {
    this.#ops = ops;
    this.#device = device;
  }

  async trace(request: RunRequest, cell: CellAddress): Promise<CellTrace> {
    const shape = shapeOf(cell.mechanism, request.config);
    const kvHead = kvHeadOf(cell.queryHead, shape);
    const known = this.#knownFor(request, cell, kvHead);
    const numbers = await readCell(this.#ops, this.#device, request, cell, known.x, known.values);
    known.values = numbers.values;
    const deviation = this.#deviation(request, cell, known, numbers, await known.float64);
    const { dModel } = shape;
    const input = (position: number) => known.x.slice(position * dModel, (position + 1) * dModel);
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

  #knownFor(request: RunRequest, { mechanism }: CellAddress, kvHead: number): KnownHead {
    const { tokens, config } = request;
    const key = JSON.stringify([tokens, config, mechanism, kvHead]);
    if (this.#known?.key === key) return this.#known;
    const x = layerInput(tokens, config);
    const float64 = float64Head(x, this.#device.layers.layer(mechanism, config), kvHead, shapeOf(mechanism, config));
    // Awaited once the backend has answered; where that fails, nobody asks for it.
    float64.catch(() => {});
    this.#known = { key, x, float64 };
    return this.#known;
  }

  /** The largest difference from float64 of any of `numbers` that the inspected head alone makes. */
  #deviation(
    { config }: RunRequest,
    { mechanism, queryHead, queryPosition, keyPosition }: CellAddress,
    { x }: KnownHead,
    numbers: CellNumbers,
    float64: Float64Head,
  ): number {
    const shape = shapeOf(mechanism, config);
    const width = headDim(shape);
    const visible = config.causal ? queryPosition + 1 : numbers.weights.length;
    const expected = referenceCell({
      queryInput: x.subarray(queryPosition * config.dModel, (queryPosition + 1) * config.dModel),
      queryHead,
      keys: float64.keys.subarray(0, visible * width),
      values: float64.values.subarray(0, visible * width),
      weights: this.#device.layers.layer(mechanism, config),
      shape,
    });
    return Math.max(
      maxAbsDifference(numbers.query, expected.query),
      maxAbsDifference(numbers.key, float64.keys.subarray(keyPosition * width, (keyPosition + 1) * width)),
      maxAbsDifference(numbers.values, float64.values),
      maxAbsDifference(numbers.scores.subarray(0, visible), expected.scores),
      maxAbsDifference(numbers.weights.subarray(0, visible), expected.weights),
      maxAbsDifference(numbers.context, expected.context),
      maxAbsDifference(numbers.contribution, expected.contribution),
    );
  }
}
