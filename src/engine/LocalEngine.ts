import { memory } from '@tensorflow/tfjs-core';
import { cellsPerSide } from '../attention/levelOfDetail.ts';
import type { Model, RunRequest } from '../attention/run/request.ts';
import { mapsKey } from '../attention/run/sameRun.ts';
import {
  assertDecodable,
  assertMapSide,
  assertPosition,
  assertQueryHead,
  assertRunnable,
} from '../attention/run/validate.ts';
import { shapeOf } from '../attention/sharing.ts';
import { assertParameters } from '../attention/trained/parameters.ts';
import { MECHANISMS, type Mechanism } from '../attention/types.ts';
import { superseded } from '../errors/abort.ts';
import { nextTurn } from '../threads/nextTurn.ts';
import { audit } from './audit/audit.ts';
import { failedCheckLoss } from './audit/failedCheckLoss.ts';
import { openReference } from './audit/openReference.ts';
import { isSoftwareGpu } from './backend/softwareGpu.ts';
import { type StartedBackend, startBackend } from './backend/startBackend.ts';
import { Backgrounds } from './backgrounds.ts';
import { Decoder } from './decoding/Decoder.ts';
import type {
  AttentionMaps,
  AuditResult,
  CellAddress,
  CellTrace,
  DecodeResult,
  Engine,
  EngineHome,
  EngineLoss,
  EngineMemory,
  EngineOptions,
  EngineStatus,
  HeadWeights,
  RunResult,
  RunTensors,
} from './Engine.ts';
import { fullRun } from './forward/fullRun.ts';
import { HostLayers } from './forward/hostLayers.ts';
import { mapsOnScreen, pictureOf } from './forward/mapsOnScreen.ts';
import { OnDevice } from './forward/onDevice.ts';
import { BUDGET_BYTES } from './ops/budget.ts';
import { CellTracer } from './questions/cellTracer.ts';
import { compareAcross } from './questions/compareAcross.ts';
import { DistanceFromMha } from './questions/distanceFromMha.ts';
import { Labeller } from './questions/labeller.ts';
import { nextWords } from './questions/nextWords.ts';
import type { Answers, Question } from './questions/questionTable.ts';
import { assertFitsFile, runTensors } from './questions/runTensors.ts';

/** Maps of the last request stay in JavaScript's memory up to this many bytes, to give out again where nothing changed. */
const REMEMBERED_BYTES = 64 * 2 ** 20;

interface Running extends StartedBackend {
  readonly layers: HostLayers;
  readonly device: OnDevice;
  readonly tracer: CellTracer;
  readonly distance: DistanceFromMha;
  readonly labeller: Labeller;
  readonly decoder: Decoder;
  /** Why its numbers are not to be trusted, once a self-check failed. */
  failedCheck?: EngineLoss | undefined;
}

/**
 * The engine on the thread that made it: the worker and the page run this one class. Arrays in a result may be the
 * engine's own, given out again when the same is asked: read them, never write.
 */
export class LocalEngine implements Engine {
  readonly lost: Promise<EngineLoss>;
  #lose: (loss: EngineLoss) => void = () => {};
  readonly #home: EngineHome;
  #running: Running | undefined;
  #run: AbortController | undefined;
  readonly #backgrounds = new Backgrounds<Question>();
  #remembered: ReadonlyMap<string, AttentionMaps> = new Map();
  #decoding: AbortController | undefined;
  /** Settled once the last decoding that was begun is at its end. */
  #decoded: Promise<unknown> = Promise.resolve();

  constructor(home: EngineHome) {
    this.#home = home;
    this.lost = new Promise((resolve) => {
      this.#lose = resolve;
    });
  }

  async start(options: EngineOptions): Promise<EngineStatus> {
    const started = await startBackend(options);
    const { ops } = started;
    const layers = new HostLayers();
    const device = new OnDevice(ops, layers);
    const running: Running = {
      ...started,
      layers,
      device,
      tracer: new CellTracer(ops, layers, device),
      distance: new DistanceFromMha(ops, layers),
      labeller: new Labeller(ops),
      decoder: new Decoder(ops, layers),
    };
    this.#running = running;
    // A backend that is stopped gives its context back, and hears of that as of any other loss.
    started.onLost?.((loss) => this.#running === running && this.#lose(loss));
    const { backend, renderer, fallbackReason, isGpuImprecise } = started;
    const isSoftware = backend === 'webgl' && isSoftwareGpu(renderer);
    return {
      backend,
      home: this.#home,
      renderer,
      ...(isSoftware && { isSoftware }),
      ...(fallbackReason && { fallbackReason }),
      ...(isGpuImprecise && { isGpuImprecise }),
    };
  }

  async provideModel(name: string, model: Model): Promise<void> {
    const { layers, device, tracer, decoder } = this.#assertRunning();
    assertParameters(model.parameters, model.shape);
    if (layers.models.has(name)) {
      // What another model of this name computed is not this one's.
      this.#remembered = new Map();
      for (const known of [device, tracer, decoder]) known.clear();
    }
    layers.models.provide(name, model);
  }

  async run(request: RunRequest): Promise<RunResult> {
    const running = this.#runningFor(request);
    this.#backgrounds.giveWayTo(request);
    this.#run?.abort(superseded());
    this.#run = new AbortController();
    const start = performance.now();
    const { signal } = this.#run;
    const maps = await this.#soundly(running, () => this.#maps(running, request, signal));
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
    const computed = await mapsOnScreen(ops, device, request, wanted, signal);
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

  async mapsAhead(request: RunRequest): Promise<RunResult> {
    const start = performance.now();
    const maps = await this.#besideRuns('mapsAhead', request, async ({ ops, device }, signal) => {
      const branch = device.branch();
      const wanted = pictureOf(request, request.mechanisms);
      const computed = await mapsOnScreen(ops, branch, request, wanted, signal).finally(() => branch.clear());
      return [...computed].map(([name, cells]) => [name, attentionMaps(name, request, wanted.stride, cells)] as const);
    });
    return { request, maps: Object.fromEntries(maps), computeMs: performance.now() - start };
  }

  async heads(request: RunRequest, queryHead: number): Promise<HeadWeights> {
    const running = this.#runningFor(request);
    assertQueryHead(queryHead, request.config.numHeads);
    const { ops, device } = running;
    const wanted = { mechanisms: request.mechanisms, heads: { first: queryHead, count: 1 }, stride: 1 };
    const { signal } = new AbortController();
    const maps = await this.#soundly(running, () => mapsOnScreen(ops, device, request, wanted, signal));
    return { request, queryHead, attentionWeights: Object.fromEntries(maps) };
  }

  async trace(request: RunRequest, cell: CellAddress): Promise<CellTrace> {
    const running = this.#runningFor(request, [cell.mechanism]);
    assertQueryHead(cell.queryHead, request.config.numHeads);
    for (const position of [cell.queryPosition, cell.keyPosition]) assertPosition(position, request.tokens.length);
    return this.#soundly(running, () => running.tracer.trace(request, cell));
  }

  async distanceFromMha(request: RunRequest): Promise<number> {
    return this.#besideRuns('distanceFromMha', request, ({ distance }, signal) => distance.measure(request, signal));
  }

  async labels(request: RunRequest): Promise<Answers['labels']> {
    return this.#besideRuns('labels', request, ({ labeller, device }, signal) =>
      labeller.label(device, request, signal),
    );
  }

  async likenessAcross(request: RunRequest): Promise<Answers['likenessAcross']> {
    return this.#besideRuns('likenessAcross', request, ({ ops, device }, signal) =>
      compareAcross(ops, device, request, signal),
    );
  }

  async nextWord(request: RunRequest): Promise<Answers['nextWord']> {
    return this.#besideRuns('nextWord', request, ({ device, layers }, signal) =>
      nextWords(device, layers, request, signal),
    );
  }

  async decode(request: RunRequest, capacity: number): Promise<DecodeResult> {
    const running = this.#runningFor(request);
    assertDecodable(request.tokens, request.config, capacity);
    const start = performance.now();
    this.#decoding?.abort(superseded());
    this.#decoding = new AbortController();
    // A time that was taken beside other steps is none.
    this.#backgrounds.end('timeDecode');
    const { signal } = this.#decoding;
    // One at a time: an older one may still be at a step, and both write the same caches.
    const before = this.#decoded;
    const decoded = this.#soundly(running, async () => {
      await before;
      signal.throwIfAborted();
      return running.decoder.decode(request, capacity, signal);
    });
    this.#decoded = decoded.catch(() => {});
    return { ...(await decoded), computeMs: performance.now() - start };
  }

  async endDecode(): Promise<void> {
    this.#decoding?.abort(superseded());
    this.#backgrounds.end('timeDecode');
    await this.#decoded;
    this.#running?.decoder.clear();
  }

  async timeDecode(request: RunRequest, attempts: number): Promise<Answers['timeDecode']> {
    assertDecodable(request.tokens, request.config, request.tokens.length);
    return this.#besideRuns('timeDecode', request, ({ decoder }, signal) => decoder.time(request, attempts, signal));
  }

  /** `float64`: the port of a reference that the page opened. The page's own engine opens one itself. */
  async audit(request: RunRequest, float64?: MessagePort): Promise<AuditResult> {
    const work = async (running: Running, signal: AbortSignal) => {
      this.#backgrounds.end('distanceFromMha');
      const own = this.#home === 'page' ? openReference() : undefined;
      const { ops, layers, backend } = running;
      const result = await audit(ops, layers, request, signal, float64 ?? own?.port).finally(() => own?.close());
      running.failedCheck = failedCheckLoss(backend, result.checks);
      return result;
    };
    return this.#besideRuns('audit', request, work, MECHANISMS);
  }

  async tensors(request: RunRequest): Promise<RunTensors> {
    const running = this.#runningFor(request, MECHANISMS);
    assertFitsFile(request.tokens.length, request.config);
    const { ops, layers } = running;
    return runTensors(await this.#soundly(running, () => fullRun(ops, layers, request)));
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
    this.#decoding?.abort(superseded());
    this.#backgrounds.endAll();
    this.#running?.device.clear();
    this.#running?.decoder.clear();
    this.#running?.stop();
    this.#running = undefined;
    this.#remembered = new Map();
  }

  /** Answers beside the runs: a newer question of the kind ends it, and so does a run of anything else. */
  #besideRuns<Answer>(
    question: Question,
    request: RunRequest,
    work: (running: Running, signal: AbortSignal) => Promise<Answer>,
    mechanisms = request.mechanisms,
  ): Promise<Answer> {
    const running = this.#runningFor(request, mechanisms);
    const signal = this.#backgrounds.begin(question, request);
    return this.#soundly(running, () => work(running, signal));
  }

  /** Where the backend breaks under `work`, that is why it rejects, whatever else went wrong because of it. */
  #soundly<Result>(running: Running, work: () => Promise<Result>): Promise<Result> {
    return work().finally(async () => {
      const loss = this.#running === running ? (running.findLoss?.() ?? running.failedCheck) : undefined;
      if (!loss) return;
      this.#lose(loss);
      // So that a page hears of the loss from its worker before it hears of this.
      await nextTurn();
      throw new Error(loss.sentence);
    });
  }

  /** @param mechanisms those that will be computed */
  #runningFor({ tokens, config, mapSide, ...rest }: RunRequest, mechanisms = rest.mechanisms): Running {
    const running = this.#assertRunning();
    assertRunnable(tokens, config);
    assertMapSide(mapSide);
    running.layers.models.assertServes(config, mechanisms);
    return running;
  }

  #assertRunning(): Running {
    if (!this.#running) throw new Error('The engine is not running.');
    return this.#running;
  }
}

function attentionMaps(mechanism: Mechanism, request: RunRequest, stride: number, cells: Float32Array): AttentionMaps {
  const { numHeads, numKvHeads } = shapeOf(mechanism, request.config);
  const sequenceLength = request.tokens.length;
  return { numHeads, numKvHeads, sequenceLength, stride, side: cellsPerSide(sequenceLength, stride), cells };
}
