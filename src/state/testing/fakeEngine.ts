import type { HeadLabel } from '../../attention/labels/headLabels.ts';
import type { Model, RunRequest } from '../../attention/run/request.ts';
import type { NextWord } from '../../attention/trained/nextWord.ts';
import type { Mechanism } from '../../attention/types.ts';
import type {
  AuditResult,
  CellAddress,
  CellTrace,
  Engine,
  EngineLoss,
  EngineStatus,
  HeadWeights,
  RunResult,
} from '../../engine/Engine.ts';
import { type Deferred, deferred } from './testDoubles.ts';

/** One call that a test ends when it likes. */
export interface Call<Result> extends Deferred<Result> {
  readonly request: RunRequest;
}

/** An engine that computes nothing and answers when told to. */
export interface FakeEngine extends Engine {
  readonly runs: Call<RunResult>[];
  readonly runsAhead: Call<RunResult>[];
  readonly audits: Call<AuditResult>[];
  readonly headsAsked: (Call<HeadWeights> & { readonly queryHead: number })[];
  readonly traces: (Call<CellTrace> & { readonly cell: CellAddress })[];
  readonly distancesAsked: Call<number>[];
  readonly labelsAsked: Call<Partial<Record<Mechanism, readonly HeadLabel[]>>>[];
  readonly nextWordsAsked: Call<Partial<Record<Mechanism, NextWord>>>[];
  /** By the names under which they were given. */
  readonly models: Map<string, Model>;
  isStopped: boolean;
  lose(cause: EngineLoss['cause']): void;
}

export const FAKE_STATUS: EngineStatus = { backend: 'webgl', home: 'worker', renderer: 'a test' };

export function createFakeEngine(): FakeEngine {
  const loss = deferred<EngineLoss>();
  const engine: FakeEngine = {
    lost: loss.promise,
    lose: (cause) => loss.resolve({ cause, sentence: `The ${cause} is gone.` }),
    runs: [],
    runsAhead: [],
    audits: [],
    headsAsked: [],
    traces: [],
    distancesAsked: [],
    labelsAsked: [],
    nextWordsAsked: [],
    models: new Map(),
    isStopped: false,
    start: async () => FAKE_STATUS,
    run: (request) => call(engine.runs, request),
    mapsAhead: (request) => call(engine.runsAhead, request),
    audit: (request) => call(engine.audits, request),
    heads: (request, queryHead) => {
      const made = { request, queryHead, ...deferred<HeadWeights>() };
      engine.headsAsked.push(made);
      return made.promise;
    },
    trace: (request, cell) => {
      const made = { request, cell, ...deferred<CellTrace>() };
      engine.traces.push(made);
      return made.promise;
    },
    distanceFromMha: (request) => call(engine.distancesAsked, request),
    labels: (request) => call(engine.labelsAsked, request),
    nextWord: (request) => call(engine.nextWordsAsked, request),
    provideModel: async (name, model) => {
      engine.models.set(name, model);
    },
    tensors: async () => ({}),
    memory: async () => ({ numTensors: 0, numBytes: 0, budgetBytes: 0 }),
    stop: async () => {
      engine.isStopped = true;
    },
  };
  return engine;
}

function call<Result>(calls: Call<Result>[], request: RunRequest): Promise<Result> {
  const made = { request, ...deferred<Result>() };
  calls.push(made);
  return made.promise;
}

/** What a worker would send back: equal in content, another object. */
export function fakeResult(request: RunRequest): RunResult {
  return { request: structuredClone(request), maps: {}, computeMs: 1 };
}

export function fakeAudit(request: RunRequest): AuditResult {
  return { request: structuredClone(request), embeddingShape: [1, 1, 1], mechanisms: [], checks: [] };
}
