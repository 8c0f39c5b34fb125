import type { RunRequest } from '../../../attention/run/request.ts';
import type { TrainedModel } from '../../../attention/trained/trainedModel.ts';
import type { Engine } from '../../../engine/Engine.ts';
import { type Asked, makeQuestions, type Questions } from '../../../engine/questions/questionTable.ts';
import { superseded } from '../../../errors/abort.ts';

/** Fewer than an engine keeps: a model that is not among these may be forgotten there, and is given again. */
const REMEMBERED = 8;

const MODEL_GONE = 'The trained model that this needs is not here any more.';

/** A model on its way to the engine, or there. */
interface Provided {
  readonly arrival: Promise<void>;
  hasArrived: boolean;
}

/**
 * `engine`, given each model before the first request that names it, so that nobody else has to think of it: not after
 * another engine took over, and not after the user's own models changed. Requests reach it in the order in which they were
 * made, for a newer one ends an older one there. A request whose model `modelOf` does not have rejects with a sentence.
 */
export function providingEngine(engine: Engine, modelOf: (name: string) => TrainedModel | undefined): Engine {
  /** In the order in which they were given. */
  const provided = new Map<string, Provided>();

  function provide(name: string): Provided {
    const known = provided.get(name);
    if (known) return known;
    const model = modelOf(name);
    if (!model) return { arrival: Promise.reject(new Error(MODEL_GONE)), hasArrived: false };
    const { shape, parameters } = model;
    const given: Provided = { arrival: engine.provideModel(name, { shape, parameters }), hasArrived: false };
    provided.set(name, given);
    given.arrival.then(
      () => {
        given.hasArrived = true;
      },
      () => provided.delete(name),
    );
    for (const oldest of provided.keys()) {
      if (provided.size <= REMEMBERED) break;
      provided.delete(oldest);
    }
    return given;
  }

  /** Settled once all that waits may go to the engine; undefined while nothing waits. */
  let before: Promise<unknown> | undefined;

  /**
   * Random weights need no models, but wait for their turn as well. Where there is nothing to wait for, the engine is asked
   * at once, within the event that the request comes from: it then works while the page still draws what the event changed.
   */
  async function withModels<Result>({ config }: RunRequest, ask: () => Promise<Result>): Promise<Result> {
    const models = Object.values(config.trained?.models ?? {}).map(provide);
    if (before === undefined && models.every(({ hasArrived }) => hasArrived)) return ask();
    const given = Promise.all(models.map(({ arrival }) => arrival));
    const turn = Promise.allSettled([before, given]);
    before = turn;
    try {
      await turn;
      await given;
      return ask();
    } finally {
      if (before === turn) before = undefined;
    }
  }

  const questions: Questions = engine;
  return {
    lost: engine.lost,
    start: (options) => engine.start(options),
    ...makeQuestions<Asked>((name, { about, newestOnly }) => {
      let newest = 0;
      return (...asked) => {
        const number = ++newest;
        const isGivenUp = () => newestOnly && number < newest;
        const ask = () => (isGivenUp() ? Promise.reject(superseded()) : questions[name](...asked));
        return about === 'run' ? withModels(asked[0] as RunRequest, ask) : ask();
      };
    }),
    stop: () => engine.stop(),
  };
}
