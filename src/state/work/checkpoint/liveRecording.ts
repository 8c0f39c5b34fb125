import { type CheckpointConfig, scoreScale } from '../../../attention/checkpoint/config.ts';
import type { RecordedLayer, Recording } from '../../../attention/recorded/recording.ts';
import type { Token } from '../../../attention/types.ts';
import type { ModelRunner } from '../../../engine/checkpoint/ModelRunner.ts';
import { superseded } from '../../../errors/abort.ts';

/** A text that goes through a model: who asks for a layer waits until it was run. */
export class LiveRun {
  readonly #layers: readonly PromiseWithResolvers<void>[];
  readonly #replaced = withResolvers<never>();
  #isOver = false;

  constructor(layers: number) {
    this.#layers = Array.from({ length: layers }, () => withResolvers<void>());
    for (const { promise } of [...this.#layers, this.#replaced]) promise.catch(() => {});
  }

  /** Says that layer `index` was run. */
  ran(index: number): void {
    this.#layers[index]?.resolve();
  }

  /** Says that it goes no further, and why. */
  failed(error: unknown): void {
    for (const layer of this.#layers) layer.reject(error);
  }

  /** Says that another text is being run: what was not read of this one can't be read any more. */
  over(): void {
    this.#isOver = true;
  }

  /** Says that another text is on screen: who still waits is told so. */
  replaced(): void {
    this.#isOver = true;
    this.#replaced.reject(superseded());
  }

  /** Reads a layer once it was run. Rejects with an error named "AbortError" once another text is on screen. */
  async read<Layer>(index: number, read: () => Promise<Layer>): Promise<Layer> {
    await Promise.race([this.#layers[index]?.promise, this.#replaced.promise]);
    try {
      return await read();
    } catch (error) {
      if (!this.#isOver) throw error;
      return this.#replaced.promise;
    }
  }
}

interface LiveRecordingOptions {
  readonly name: string;
  readonly config: CheckpointConfig;
  readonly layers: number;
  readonly numKvHeads: number;
  readonly tokens: readonly Token[];
  readonly runner: ModelRunner;
  readonly run: LiveRun;
}

/**
 * The attention of a model with so many KV heads on a text, read from what runs it. More KV heads than its own are copies: the
 * maps are the same, and so are keys and values, one of them for several.
 */
export function liveRecording(options: LiveRecordingOptions): Recording {
  const { name, config, layers, numKvHeads, tokens, runner, run } = options;
  const { numHeads, headDim } = config;
  const facts = (layer: number) => ({ layer, numHeads, numKvHeads, headDim });
  return {
    name,
    tokens,
    causal: true,
    scale: scoreScale(config, 0),
    layers: Array.from({ length: layers }, (_, layer) => facts(layer)),
    readLayer: (index): Promise<RecordedLayer> =>
      run.read(index, async () => {
        const { q, k, v, weights } = await runner.layer(numKvHeads, index);
        const copies = Math.max(1, numKvHeads / config.numKvHeads);
        const length = tokens.length * headDim;
        return {
          ...facts(index),
          weights,
          vectors: { q, k: copied(k, length, copies), v: copied(v, length, copies) },
        };
      }),
  };
}

/** Each of the heads, `length` numbers long, so many times. */
function copied(heads: Float32Array, length: number, times: number): Float32Array {
  if (times === 1) return heads;
  const all = new Float32Array(heads.length * times);
  for (let head = 0; head < all.length / length; head++) {
    const from = Math.floor(head / times) * length;
    all.set(heads.subarray(from, from + length), head * length);
  }
  return all;
}

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/** As `Promise.withResolvers`, which not every browser has. */
function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<Value>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}
