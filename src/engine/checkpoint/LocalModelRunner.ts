import { memory } from '@tensorflow/tfjs-core';
import { type CheckpointPlan, planOf } from '../../attention/checkpoint/plan.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { superseded } from '../../errors/abort.ts';
import { openTensorFiles } from '../../safetensors/tensorFiles.ts';
import { hasGpu } from '../backend/hasGpu.ts';
import { type StartedBackend, startBackend } from '../backend/startBackend.ts';
import type { EngineOptions } from '../Engine.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { ModelPass } from './ModelPass.ts';
import type { BegunText, ModelRunner, PassLayer, Prediction, RunnableModel, RunnerStatus } from './ModelRunner.ts';
import { NextTokens } from './NextTokens.ts';

interface Opened {
  readonly ops: AttentionOps;
  readonly source: TensorSource;
  readonly plan: CheckpointPlan;
  readonly pass: ModelPass;
  readonly nextTokens: NextTokens;
}

interface Text {
  readonly ids: readonly number[];
  readonly kvHeads: readonly number[];
}

/** The runner on the thread that made it. */
export class LocalModelRunner implements Omit<ModelRunner, 'lost' | 'stop'> {
  readonly #startBackend: (options: EngineOptions) => Promise<StartedBackend>;
  #started: StartedBackend | undefined;
  #opened: Opened | undefined;
  #text: Text = { ids: [], kvHeads: [] };
  #working = new AbortController();
  /** Settled once all that was asked before is at its end: one question after the other. */
  #before: Promise<unknown> = Promise.resolve();

  /** @param start tests start a backend of their own */
  constructor(start: (options: EngineOptions) => Promise<StartedBackend> = startBackend) {
    this.#startBackend = start;
  }

  open({ config, weights, wholeLayers }: RunnableModel, options: EngineOptions): Promise<RunnerStatus> {
    return this.#next(true, async () => {
      const source = await openTensorFiles(weights);
      const plan = planOf(config, source);
      const started = await this.#backend(options);
      const { ops, backend, renderer, fallbackReason } = started;
      const pass = new ModelPass(ops, source, plan, wholeLayers);
      this.#opened = { ops, source, plan, pass, nextTokens: new NextTokens(plan) };
      this.#text = { ids: [], kvHeads: [] };
      return { backend, renderer, ...(fallbackReason && { fallbackReason }) };
    });
  }

  begin(ids: readonly number[], kvHeads: readonly number[]): Promise<BegunText> {
    return this.#next(true, async ({ signal }) => {
      const known = await this.#model().pass.begin(ids, kvHeads, signal);
      this.#text = { ids, kvHeads };
      return { known };
    });
  }

  runLayer(index: number): Promise<void> {
    return this.#next(false, ({ signal }) => this.#model().pass.runLayer(index, signal));
  }

  layer(numKvHeads: number, index: number): Promise<PassLayer> {
    return this.#next(false, () => this.#model().pass.layer(numKvHeads, index));
  }

  predict(): Promise<readonly Prediction[]> {
    return this.#next(false, ({ signal }) => {
      const { ops, source, pass, plan, nextTokens } = this.#model();
      const { ids, kvHeads } = this.#text;
      // Copies of heads foretell what the model itself does.
      const run = [...new Set(kvHeads.map((count) => Math.min(count, plan.config.numKvHeads)))];
      const streams = run.map((numKvHeads) => ({ numKvHeads, rows: pass.last(numKvHeads) }));
      return nextTokens.predict({ ops, source, signal, buffers: {} }, ids, streams);
    });
  }

  async memory(): Promise<{ readonly numTensors: number; readonly numBytes: number }> {
    const { numTensors, numBytes } = memory();
    return { numTensors, numBytes };
  }

  async #backend(options: EngineOptions): Promise<StartedBackend> {
    const backend = options.backend === 'auto' && !hasGpu() ? 'wasm' : options.backend;
    if (this.#started && (options.backend === 'auto' || this.#started.backend === backend)) return this.#started;
    this.#started?.stop();
    this.#started = await this.#startBackend({ ...options, backend });
    return this.#started;
  }

  #model(): Opened {
    if (!this.#opened) throw new Error('No model is open.');
    return this.#opened;
  }

  /** @param ends ends what is under way, instead of waiting for it */
  #next<Result>(ends: boolean, work: (working: AbortController) => Promise<Result>): Promise<Result> {
    if (ends) {
      this.#working.abort(superseded());
      this.#working = new AbortController();
    }
    const working = this.#working;
    const result = this.#before.then(() => {
      working.signal.throwIfAborted();
      return work(working);
    });
    this.#before = result.catch(() => {});
    return result;
  }
}
