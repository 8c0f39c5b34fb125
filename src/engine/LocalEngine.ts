import { memory } from '@tensorflow/tfjs-core';
import { shapeOf } from '../attention/sharing.ts';
import type { Mechanism } from '../attention/types.ts';
import { assertRunnable } from '../attention/validate.ts';
import { audit } from './audit.ts';
import { computeRun } from './computeRun.ts';
import { DeviceRun, mapsKey } from './deviceRun.ts';
import type {
  AttentionMaps,
  AuditResult,
  Engine,
  EngineHome,
  EngineMemory,
  EngineOptions,
  EngineStatus,
  HeadWeights,
  RunRequest,
  RunResult,
  RunTensors,
} from './Engine.ts';
import { readBack } from './readBack.ts';
import { runTensors } from './runTensors.ts';
import { type StartedBackend, startBackend } from './startBackend.ts';

/** Maps of the last request stay in JavaScript's memory up to this many bytes, to give out again where nothing changed. */
const REMEMBERED_BYTES = 64 * 2 ** 20;

interface Running extends StartedBackend {
  readonly device: DeviceRun;
}

/**
 * The engine on the thread that made it: the worker and the page run this one class. Arrays in a result may be the
 * engine's own, given out again when the same is asked: read them, never write.
 */
export class LocalEngine implements Engine {
  readonly #home: EngineHome;
  #running: Running | undefined;
  #audit: { readonly request: RunRequest; readonly controller: AbortController } | undefined;
  #remembered: ReadonlyMap<string, AttentionMaps> = new Map();

  constructor(home: EngineHome) {
    this.#home = home;
  }

  async start(options: EngineOptions): Promise<EngineStatus> {
    const started = await startBackend(options);
    this.#running = { ...started, device: new DeviceRun(started.ops) };
    const { backend, renderer, fallbackReason } = started;
    return { backend, home: this.#home, renderer, ...(fallbackReason && { fallbackReason }) };
  }

  async run(request: RunRequest): Promise<RunResult> {
    const running = this.#runningFor(request);
    if (this.#audit && !sameNumbers(this.#audit.request, request)) this.#audit.controller.abort(superseded());
    const start = performance.now();
    const maps: Partial<Record<Mechanism, AttentionMaps>> = {};
    for (const [mechanism, cells] of await this.#weights(running, request)) {
      const { numHeads, numKvHeads } = shapeOf(mechanism, request.config);
      const { length } = request.tokens;
      maps[mechanism] = { numHeads, numKvHeads, sequenceLength: length, stride: 1, side: length, cells };
    }
    this.#remember(request, maps);
    return { request, maps, computeMs: performance.now() - start };
  }

  async #weights({ ops, device }: Running, request: RunRequest): Promise<[Mechanism, Float32Array][]> {
    const known = new Map(
      request.mechanisms.map((mechanism) => [mechanism, this.#remembered.get(mapsKey(mechanism, request))]),
    );
    const computed = await readBack(ops, () => {
      const matrices = request.mechanisms.flatMap((mechanism) => {
        if (!known.get(mechanism)) return [[mechanism, device.attentionWeights(mechanism, request)] as const];
        device.keepHeads(mechanism, request);
        return [];
      });
      device.sweep();
      return Object.fromEntries(matrices);
    });
    return request.mechanisms.map((mechanism) => {
      const cells = known.get(mechanism)?.cells ?? computed[mechanism]?.values;
      if (!cells) throw new Error(`The backend returned no weights of ${mechanism}.`);
      return [mechanism, cells];
    });
  }

  #remember(request: RunRequest, maps: RunResult['maps']): void {
    const entries = request.mechanisms.flatMap((mechanism) => {
      const map = maps[mechanism];
      return map ? [[mapsKey(mechanism, request), map] as const] : [];
    });
    const bytes = entries.reduce((sum, [, { cells }]) => sum + cells.byteLength, 0);
    this.#remembered = new Map(bytes > REMEMBERED_BYTES ? [] : entries);
  }

  async heads(request: RunRequest, queryHead: number): Promise<HeadWeights> {
    const weights = await this.#weights(this.#runningFor(request), request);
    const cells = request.tokens.length ** 2;
    const ofHead = weights.map(([mechanism, all]) => [
      mechanism,
      all.slice(queryHead * cells, (queryHead + 1) * cells),
    ]);
    return { request, queryHead, attentionWeights: Object.fromEntries(ofHead) };
  }

  async audit(request: RunRequest): Promise<AuditResult> {
    const { ops, device } = this.#runningFor(request);
    const signal = this.#beginAudit(request);
    return audit(ops, request, await computeRun(ops, device.layers, request, signal), signal);
  }

  async tensors(request: RunRequest): Promise<RunTensors> {
    const { ops, device } = this.#runningFor(request);
    return runTensors(await computeRun(ops, device.layers, request, new AbortController().signal));
  }

  async memory(): Promise<EngineMemory> {
    const { numTensors, numBytes, ...rest } = memory();
    const { numBytesInGPU } = rest as { numBytesInGPU?: number };
    return { numTensors, numBytes, ...(numBytesInGPU !== undefined && { numBytesInGPU }) };
  }

  async stop(): Promise<void> {
    this.#audit?.controller.abort(superseded());
    this.#running?.device.clear();
    this.#running?.stop();
    this.#running = undefined;
    this.#remembered = new Map();
  }

  /** An audit in progress gives way to a newer one, and to a run of anything else. */
  #beginAudit(request: RunRequest): AbortSignal {
    this.#audit?.controller.abort(superseded());
    this.#audit = { request, controller: new AbortController() };
    return this.#audit.controller.signal;
  }

  #runningFor({ tokens, config }: RunRequest): Running {
    if (!this.#running) throw new Error('The engine is not running.');
    assertRunnable(tokens, config);
    return this.#running;
  }
}

function sameNumbers(a: RunRequest, b: RunRequest): boolean {
  return JSON.stringify([a.tokens, a.config]) === JSON.stringify([b.tokens, b.config]);
}

/** The name survives the trip from the worker. */
function superseded(): Error {
  const error = new Error('The self-checks were dropped: a newer request came.');
  error.name = 'AbortError';
  return error;
}
