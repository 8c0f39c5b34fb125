import type { RunRequest } from '../../attention/run/request.ts';
import type { Engine } from '../Engine.ts';

/** A method of the engine that asks it something; the others begin and end its life. */
export type Question = Exclude<keyof Engine, 'lost' | 'start' | 'stop'>;

/** The arguments of each question. */
export type Asked = { [Name in Question]: Parameters<Engine[Name]> };

export type Answers = { [Name in Question]: Awaited<ReturnType<Engine[Name]>> };

/** All questions of an engine, as their messengers see them; `Sent`: with what each comes. */
export type Questions<Sent extends Record<Question, unknown[]> = Asked> = {
  [Name in Question]: (...sent: Sent[Name]) => Promise<Answers[Name]>;
};

/** The facts about a question that its messengers need. */
export interface Row {
  /** A run, by the `RunRequest` that comes first and may name models that the engine has to have; or the engine itself. */
  readonly about: 'run' | 'engine';
  /**
   * How the answer's arrays leave the worker. `moved`: nobody there needs them any more. `copied` and then moved: the engine
   * gives the same ones out again. `cloned` by the message itself: there are none, or the engine keeps them.
   */
  readonly arrays: 'moved' | 'copied' | 'cloned';
  /** An older one that did not reach the engine before a newer one was asked need not. */
  readonly newestOnly?: true;
}

/** As much of a row as follows from what comes first with the question, and from its answer. */
interface RowOf<First, Answer> extends Row {
  readonly about: First extends RunRequest ? 'run' : 'engine';
  readonly arrays: Answer extends object ? Row['arrays'] : 'cloned';
}

/** One row for each method of `Asks` that asks something: fewer, or more, are a type error. */
export type QuestionTable<Asks extends Engine = Engine> = {
  readonly [Name in Exclude<keyof Asks, 'lost' | 'start' | 'stop'>]: Asks[Name] extends (
    ...asked: infer These
  ) => Promise<infer Answer>
    ? RowOf<These[0], Answer>
    : never;
};

/**
 * Everything that the engine can be asked. The worker's end and the page's, the one who gives models first and the tests'
 * double are made from it: a new question is a row here, and a method of `Engine` and `LocalEngine`.
 */
export const QUESTIONS: QuestionTable = {
  provideModel: { about: 'engine', arrays: 'cloned' },
  run: { about: 'run', arrays: 'copied', newestOnly: true },
  mapsAhead: { about: 'run', arrays: 'moved' },
  heads: { about: 'run', arrays: 'moved' },
  trace: { about: 'run', arrays: 'moved' },
  distanceFromMha: { about: 'run', arrays: 'cloned' },
  labels: { about: 'run', arrays: 'cloned' },
  likenessAcross: { about: 'run', arrays: 'moved' },
  nextWord: { about: 'run', arrays: 'cloned' },
  // A step that was left out is made up for by the next.
  decode: { about: 'run', arrays: 'moved', newestOnly: true },
  endDecode: { about: 'engine', arrays: 'cloned' },
  timeDecode: { about: 'run', arrays: 'cloned' },
  audit: { about: 'run', arrays: 'cloned' },
  // Those of weights are the engine's own, and not all are read again.
  tensors: { about: 'run', arrays: 'cloned' },
  memory: { about: 'engine', arrays: 'cloned' },
};

/** Makes one side's method of every question. */
export function makeQuestions<Sent extends Record<Question, unknown[]>>(
  methodOf: <Name extends Question>(name: Name, row: Row) => (...sent: Sent[Name]) => Promise<Answers[Name]>,
): Questions<Sent> {
  const rows: [name: string, row: Row][] = Object.entries(QUESTIONS);
  const methods = rows.map(([name, row]) => [name, methodOf(name as Question, row)] as const);
  return Object.fromEntries(methods) as Questions<Sent>;
}
