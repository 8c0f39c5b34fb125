import { memory } from '@tensorflow/tfjs-core';
import { cellsPerSide } from '../attention/levelOfDetail.ts';
import { shapeOf } from '../attention/sharing.ts';
import type { Mechanism } from '../attention/types.ts';
import { assertMapSide, assertQueryHead, assertRunnable } from '../attention/validate.ts';
import { audit } from './audit.ts';
import { BUDGET_BYTES } from './budget.ts';
import { computeMaps, pictureOf } from './computeMaps.ts';
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
import { assertFitsFile, runTensors } from './runTensors.ts';
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
  #run: AbortController | undefined;
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
    this.#run?.abort(superseded());
    this.#run = new AbortController();
    const start = performance.now();
    const maps = await this.#maps(running, request, this.#run.signal);
    this.#remember(request, maps);
    return { request, maps, computeMs: performance.now() - start };
  }

  /** Computes the maps that are not remembered. What the request needs of the backend's memory stays, and no more. */
  async #maps({ ops, device }: Running, request: RunRequest, signal: AbortSignal): Promise<RunResult['maps']> {
    const known = new Map(
      request.mechanisms.map((mechanism) => [mechanism, this.#remembered.get(mapsKey(mechanism, request))]),
    );
    const wanted = pictureOf(
      request,
      request.mechanisms.filter((mechanism) => !known.get(mechanism)),
    );
    device.begin();
    const computed = await computeMaps(ops, device, request, wanted, signal);
    if (!signal.aborted) device.keepOnly(request);
    const entries = request.mechanisms.map((mechanism) => {
      const cells = computed.get(mechanism);
      return [mechanism, known.get(mechanism) ?? (cells && attentionMaps(mechanism, request, wanted.stride, cells))];
    });
    return Object.fromEntries(entries);
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
    const { ops, device } = this.#runningFor(request);
    assertQueryHead(queryHead, request.config.numHeads);
    const wanted = { mechanisms: request.mechanisms, heads: { first: queryHead, count: 1 }, stride: 1 };
    const maps = await computeMaps(ops, device, request, wanted, new AbortController().signal);
    return { request, queryHead, attentionWeights: Object.fromEntries(maps) };
  }

  async audit(request: RunRequest): Promise<AuditResult> {
    const { ops, device } = this.#runningFor(request);
    return audit(ops, device.layers, request, this.#beginAudit(request));
  }

  async tensors(request: RunRequest): Promise<RunTensors> {
    const { ops, device } = this.#runningFor(request);
    assertFitsFile(request.tokens.length, request.config);
    return runTensors(await computeRun(ops, device.layers, request));
  }

  async memory(): Promise<EngineMemory> {
    const { numTensors, numBytes, ...rest } = memory();
    const { numBytesInGPU } = rest as { numBytesInGPU?: number };
    const peakBytes = this.#running?.ops.peakBytes?.();
    return {
      numTensors,
      numBytes,
      budgetBytes: BUDGET_BYTES,
      ...(numBytesInGPU !== undefined && { numBytesInGPU }),
      ...(peakBytes !== undefined && { peakBytes }),
    };
  }

  async stop(): Promise<void> {
    this.#run?.abort(superseded());
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

  #runningFor({ tokens, config, mapSide }: RunRequest): Running {
    if (!this.#running) throw new Error('The engine is not running.');
    assertRunnable(tokens, config);
    assertMapSide(mapSide);
    return this.#running;
  }
}

function attentionMaps(mechanism: Mechanism, request: RunRequest, stride: number, cells: Float32Array): AttentionMaps {
  const { numHeads, numKvHeads } = shapeOf(mechanism, request.config);
  const sequenceLength = request.tokens.length;
  return { numHeads, numKvHeads, sequenceLength, stride, side: cellsPerSide(sequenceLength, stride), cells };
}

function sameNumbers(a: RunRequest, b: RunRequest): boolean {
  return JSON.stringify([a.tokens, a.config]) === JSON.stringify([b.tokens, b.config]);
}

/** The name survives the trip from the worker. */
function superseded(): Error {
  const error = new Error('This was dropped: a newer request came.');
  error.name = 'AbortError';
  return error;
}
