import type { RunRequest } from '../attention/run/request.ts';
import { handOver } from '../threads/handOver.ts';
import { exposeWithLife } from '../threads/workerEnd.ts';
import type { AuditResult, Engine } from './Engine.ts';
import { LocalEngine } from './LocalEngine.ts';
import { makeQuestions, type Question, type Questions, type Row } from './questions/questionTable.ts';
import { withOwnArrays } from './questions/withOwnArrays.ts';

/** The worker's end: a `LocalEngine` whose results leave by transfer. */
const engine = new LocalEngine('worker');

/** The engine, as a page sees it through the worker's messages. */
export interface WorkerEnd extends Engine {
  /** `float64`: the port of a reference that the page opened, which see for why. */
  audit(request: RunRequest, float64?: MessagePort): Promise<AuditResult>;
}

/** What comes with each question: what the engine is asked with, and an audit's port. */
type Sent = { [Name in Question]: Parameters<WorkerEnd[Name]> };

const questions: Questions<Sent> = engine;

const exposed: WorkerEnd = {
  lost: engine.lost,
  start: (options) => engine.start(options),
  ...makeQuestions<Sent>(
    (name, { arrays }) =>
      async (...sent) =>
        leaving(await questions[name](...sent), arrays),
  ),
  stop: () => engine.stop(),
};

function leaving<Answer>(answer: Answer, arrays: Row['arrays']): Answer {
  if (arrays === 'cloned' || typeof answer !== 'object' || answer === null) return answer;
  return handOver(arrays === 'copied' ? withOwnArrays(answer) : answer);
}

exposeWithLife(exposed);
