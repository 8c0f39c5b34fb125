import { memory } from '@tensorflow/tfjs-core';
import { type CheckpointPlan, planOf } from '../../attention/checkpoint/plan.ts';
import { superseded } from '../../errors/abort.ts';
import { openTensorFiles } from '../../safetensors/tensorFiles.ts';
import { hasGpu } from '../backend/hasGpu.ts';
import { type StartedBackend, startBackend } from '../backend/startBackend.ts';
import type { EngineLoss, EngineOptions } from '../Engine.ts';
import { ModelPass, type Working } from './ModelPass.ts';
import type {
  BegunText,
  ModelRunner,
  PassLayer,
  Prediction,
  RunnableModel,
  RunnerMemory,
  RunnerStatus,
} from './ModelRunner.ts';
import { NextTokens } from './NextTokens.ts';
import { makePieceBuffers } from './weightPieces.ts';

/** A model, and all that is known of it: it takes the place of the one before as a whole, or not at all. */
interface Opened {
  readonly options: EngineOptions;
  readonly plan: CheckpointPlan;
  readonly pass: ModelPass;
  readonly nextTokens: NextTokens;
  text: Text;
}

interface Text {
  readonly ids: readonly number[];
  readonly kvHeads: readonly number[];
}

/** A backend, and what was asked for when it was started: another one may have started in its place. */
interface Running {
  readonly asked: EngineOptions['backend'];
  readonly started: StartedBackend;
}

/** The runner on the thread that made it. */
export class LocalModelRunner implements Omit<ModelRunner, 'lost' | 'stop'> {
  readonly #startBackend: (options: EngineOptions) => Promise<StartedBackend>;
  readonly #buffers = makePieceBuffers();
  #running: Running | undefined;
  #opened: Opened | undefined;
  /** Ends an `open` when the next comes. */
  #opening = new AbortController();
  /** Ends what is asked about a text when the next text, or model, comes. */
  #working = new AbortController();
  /** Settled once all that was asked before is at its end: one question after the other. */
  #before: Promise<unknown> = Promise.resolve();

  /** @param start tests start a backend of their own */
  constructor(start: (options: EngineOptions) => Promise<StartedBackend> = startBackend) {
    this.#startBackend = start;
  }

  open({ config, weights, wholeLayers }: RunnableModel, given: EngineOptions): Promise<RunnerStatus> {
    this.#endText();
    this.#opening.abort(superseded());
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    return this.#next(signal, async () => {
      const options = given.backend === 'auto' && !hasGpu() ? { ...given, backend: 'wasm' as const } : given;
      const source = await openTensorFiles(weights);
      const plan = planOf(config, source);
      const { backend, renderer, fallbackReason } = await this.#backend(options);
      signal.throwIfAborted();
      const pass = new ModelPass(source, plan, wholeLayers);
      this.#opened = { options, plan, pass, nextTokens: new NextTokens(source, plan), text: { ids: [], kvHeads: [] } };
      return { backend, renderer, ...(fallbackReason && { fallbackReason }) };
    });
  }

  begin(ids: readonly number[], kvHeads: readonly number[]): Promise<BegunText> {
    this.#endText();
    return this.#ofModel(async (opened, { signal }) => {
      const known = await opened.pass.begin(ids, kvHeads, signal);
      opened.text = { ids, kvHeads };
      return { known };
    });
  }

  runLayer(index: number): Promise<void> {
    return this.#ofModel(({ pass }, working) => pass.runLayer(index, working));
  }

  layer(numKvHeads: number, index: number): Promise<PassLayer> {
    return this.#ofModel(({ pass }, { ops }) => pass.layer(numKvHeads, index, ops));
  }

  predict(): Promise<readonly Prediction[]> {
    return this.#ofModel(({ pass, plan, nextTokens, text }, working) => {
      // Copies of heads foretell what the model itself does.
      const run = [...new Set(text.kvHeads.map((count) => Math.min(count, plan.config.numKvHeads)))];
      const streams = run.map((numKvHeads) => ({ numKvHeads, rows: pass.last(numKvHeads) }));
      return nextTokens.predict(working, text.ids, streams);
    });
  }

  async memory(): Promise<RunnerMemory> {
    const { numTensors, numBytes, ...rest } = memory();
    const { numBytesInGPU } = rest as { numBytesInGPU?: number };
    return { numTensors, numBytes, ...(numBytesInGPU !== undefined && { numBytesInGPU }) };
  }

  /** Returns a backend that works: that which runs, if it is the one, else a new one in its place. */
  async #backend(options: EngineOptions): Promise<StartedBackend> {
    const before = this.#running;
    const isIt = before && [before.asked, before.started.backend].includes(options.backend);
    if (isIt && !before.started.findLoss?.()) return before.started;
    this.#running = undefined;
    before?.started.stop();
    const started = await this.#startBackend(options);
    this.#running = { asked: options.backend, started };
    return started;
  }

  /** Does what is asked about the model, unless the text changes first. If the backend breaks, the next question starts it again. */
  #ofModel<Result>(work: (opened: Opened, working: Working) => Promise<Result>): Promise<Result> {
    const { signal } = this.#working;
    return this.#next(signal, async () => {
      const opened = this.#opened;
      if (!opened) throw new Error('No model is open.');
      const { ops, findLoss } = await this.#backend(opened.options);
      try {
        return await work(opened, { ops, signal, buffers: this.#buffers });
      } finally {
        const loss = findLoss?.();
        // It is why this rejects, whatever else went wrong because of it.
        if (loss) this.#lose(loss);
      }
    });
  }

  #lose({ cause, sentence }: EngineLoss): never {
    this.#running?.started.stop();
    this.#running = undefined;
    throw new Error(cause === 'memory' ? 'The GPU’s memory is full: shorten the text.' : sentence);
  }

  #endText(): void {
    this.#working.abort(superseded());
    this.#working = new AbortController();
  }

  #next<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const result = this.#before.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#before = result.catch(() => {});
    return result;
  }
}
