import { transfer } from 'comlink';
import type { RunRequest } from '../attention/run/request.ts';
import { exposeWithLife } from '../threads/workerEnd.ts';
import type { AuditResult, Engine, RunResult } from './Engine.ts';
import { LocalEngine } from './LocalEngine.ts';

/** The worker's end: a `LocalEngine` whose results leave by transfer. */
const engine = new LocalEngine('worker');

/** The engine, as a page sees it through the worker's messages. */
export interface WorkerEnd extends Engine {
  /** `float64`: the port of a reference that the page opened, which see for why. */
  audit(request: RunRequest, float64?: MessagePort): Promise<AuditResult>;
}

const exposed: WorkerEnd = {
  lost: engine.lost,
  start: (options) => engine.start(options),
  run: async (request) => handOver(await engine.run(request), request),
  mapsAhead: async (request) => handOver(await engine.mapsAhead(request), request),
  heads: async (request, queryHead) => {
    const weights = await engine.heads(request, queryHead);
    return transfer(
      weights,
      Object.values(weights.attentionWeights).map(({ buffer }) => buffer as ArrayBuffer),
    );
  },
  trace: async (request, cell) => {
    const trace = await engine.trace(request, cell);
    const arrays = Object.values(trace).filter((value) => value instanceof Float32Array);
    return transfer(
      trace,
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    );
  },
  provideModel: (name, model) => engine.provideModel(name, model),
  labels: (request) => engine.labels(request),
  nextWord: (request) => engine.nextWord(request),
  distanceFromMha: (request) => engine.distanceFromMha(request),
  audit: (request, float64) => engine.audit(request, float64),
  // Cloned, not transferred: the engine keeps its weights.
  tensors: (request) => engine.tensors(request),
  memory: () => engine.memory(),
  stop: () => engine.stop(),
};

/** Transfers a copy: the engine gives its own arrays out again where nothing changed. */
function handOver(result: RunResult, request: RunRequest): RunResult {
  const buffers: ArrayBuffer[] = [];
  const maps = { ...result.maps };
  for (const mechanism of request.mechanisms) {
    const map = maps[mechanism];
    if (!map) continue;
    const cells = map.cells.slice();
    buffers.push(cells.buffer);
    maps[mechanism] = { ...map, cells };
  }
  return transfer({ ...result, maps }, buffers);
}

exposeWithLife(exposed);
