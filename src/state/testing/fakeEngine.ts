import type { Model, RunRequest } from '../../attention/run/request.ts';
import type { AuditResult, Engine, EngineLoss, EngineStatus, RunResult } from '../../engine/Engine.ts';
import { type Answers, type Asked, makeQuestions, type Question } from '../../engine/questions/questionTable.ts';
import { type Deferred, deferred } from './testDoubles.ts';

/** One question that a test answers when it likes, and what it was asked with. */
export interface Call<Name extends Question> extends Deferred<Answers[Name]> {
  readonly asked: Asked[Name];
  /** The first of these. */
  readonly request: Asked[Name][0];
}

type Calls = { [Name in Question]: Call<Name>[] };

/** An engine that computes nothing and answers when told to. */
export interface FakeEngine extends Engine {
  readonly calls: Readonly<Calls>;
  // The same lists, by the names of what is in them.
  readonly runs: Call<'run'>[];
  readonly runsAhead: Call<'mapsAhead'>[];
  readonly audits: Call<'audit'>[];
  readonly headsAsked: Call<'heads'>[];
  readonly traces: Call<'trace'>[];
  readonly distancesAsked: Call<'distanceFromMha'>[];
  readonly labelsAsked: Call<'labels'>[];
  readonly acrossAsked: Call<'likenessAcross'>[];
  readonly nextWordsAsked: Call<'nextWord'>[];
  /** By the names under which they were given. */
  readonly models: Map<string, Model>;
  isStopped: boolean;
  lose(cause: EngineLoss['cause']): void;
}

export const FAKE_STATUS: EngineStatus = { backend: 'webgl', home: 'worker', renderer: 'a test' };

export function createFakeEngine(): FakeEngine {
  const loss = deferred<EngineLoss>();
  const calls = {} as Calls;
  const questions = makeQuestions<Asked>((name) => {
    calls[name] = [];
    return (...asked) => {
      const call = { asked, request: asked[0], ...deferred<Answers[typeof name]>() };
      calls[name].push(call);
      return call.promise;
    };
  });
  const engine: FakeEngine = {
    lost: loss.promise,
    lose: (cause) => loss.resolve({ cause, sentence: `The ${cause} is gone.` }),
    calls,
    runs: calls.run,
    runsAhead: calls.mapsAhead,
    audits: calls.audit,
    headsAsked: calls.heads,
    traces: calls.trace,
    distancesAsked: calls.distanceFromMha,
    labelsAsked: calls.labels,
    acrossAsked: calls.likenessAcross,
    nextWordsAsked: calls.nextWord,
    models: new Map(),
    isStopped: false,
    start: async () => FAKE_STATUS,
    ...questions,
    // These are answered at once.
    provideModel: async (name, model) => {
      engine.models.set(name, model);
    },
    memory: async () => ({ numTensors: 0, numBytes: 0, budgetBytes: 0 }),
    stop: async () => {
      engine.isStopped = true;
    },
  };
  return engine;
}

/** What a worker would send back: equal in content, another object. */
export function fakeResult(request: RunRequest): RunResult {
  return { request: structuredClone(request), maps: {}, computeMs: 1 };
}

export function fakeAudit(request: RunRequest): AuditResult {
  return { request: structuredClone(request), embeddingShape: [1, 1, 1], mechanisms: [], checks: [] };
}
