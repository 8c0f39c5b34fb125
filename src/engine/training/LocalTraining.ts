import { memory } from '@tensorflow/tfjs-core';
import type { ModelFigures } from '../../attention/trained/figures.ts';
import { type ModelParameters, unflatten } from '../../attention/trained/parameters.ts';
import { startOfTraining } from '../../attention/trained/trainingState.ts';
import { modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import { reasonIn } from '../../errors/sentence.ts';
import { type Backends, chooseBackend, type OpenedBackend } from './chooseBackend.ts';
import { modelMaps } from './step/evaluate.ts';
import { heldOutFigures } from './step/heldOut.ts';
import { Trainer } from './step/Trainer.ts';
import type {
  MapsRequest,
  StepReport,
  Training,
  TrainingLane,
  TrainingMaps,
  TrainingOptions,
  TrainingPlan,
  TrainingStatus,
} from './Training.ts';

interface Learner {
  readonly lane: TrainingLane;
  readonly trainer: Trainer;
}

/** What is open, and what it was opened for. */
interface Open {
  readonly key: string;
  readonly opened: OpenedBackend;
  readonly status: TrainingStatus;
}

/** Trains on the thread that it is made on. */
export class LocalTraining implements Training {
  readonly lost = new Promise<never>(() => {});
  readonly #backendsAt: (wasmPath: string) => Backends;
  #plan: TrainingPlan | null = null;
  #learners: readonly Learner[] = [];
  #open: Open | null = null;
  #failure: Error | null = null;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(backendsAt: (wasmPath: string) => Backends) {
    this.#backendsAt = backendsAt;
  }

  begin(plan: TrainingPlan, options: TrainingOptions): Promise<TrainingStatus> {
    return this.#inTurn(async () => {
      this.#letGo();
      this.#failure = null;
      const status = await this.#openFor(plan, options);
      this.#learners = plan.lanes.map((lane) => ({ lane, trainer: newTrainer(plan, lane) }));
      this.#plan = plan;
      return status;
    });
  }

  advance(): Promise<StepReport> {
    return this.#inTurn(async () => {
      if (this.#failure) throw this.#failure;
      const start = performance.now();
      const figures: Record<string, ModelFigures> = {};
      for (const { lane, trainer } of this.#learning()) {
        try {
          figures[lane.id] = await trainer.advance();
        } catch (error) {
          this.#failure = this.#failureOf(lane, error);
          throw this.#failure;
        }
      }
      const step = this.#learners[0]?.trainer.step ?? 0;
      return { step, figures, computeMs: performance.now() - start };
    });
  }

  maps(request: MapsRequest): Promise<TrainingMaps> {
    return this.#inTurn(async () => {
      const { keys, seed, layer } = request;
      const cells = await this.#ofEach(async ({ shape }, parameters) => {
        const x = modelInput(wordVectors(keys, shape.dModel, seed), shape.dModel);
        return (await modelMaps(parameters, shape, x))[layer] ?? new Float32Array();
      });
      return { request, step: this.#learners[0]?.trainer.step ?? 0, cells };
    });
  }

  parameters(): Promise<Record<string, ModelParameters>> {
    return this.#inTurn(() => this.#ofEach(async (_, parameters) => parameters));
  }

  evaluate(): Promise<Record<string, Record<string, number>>> {
    return this.#inTurn(() =>
      this.#ofEach(({ shape }, parameters) => {
        if (!this.#plan) throw NOTHING_BEGUN;
        return heldOutFigures(parameters, shape, this.#plan.recipe);
      }),
    );
  }

  async memory() {
    const { numTensors, numBytes } = memory();
    return { numTensors, numBytes };
  }

  stop(): void {
    void this.#inTurn(async () => {
      this.#letGo();
      this.#open?.opened.close();
      this.#open = null;
    });
  }

  /** One after the other: two at once would share TensorFlow.js's scopes. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  #letGo(): void {
    for (const { trainer } of this.#learners) trainer.dispose();
    this.#learners = [];
    this.#plan = null;
  }

  /** Keeps an open backend that was chosen for models of the same sizes. */
  async #openFor(plan: TrainingPlan, { backend, wasmPath }: TrainingOptions): Promise<TrainingStatus> {
    const sizes = plan.lanes.map(({ shape }) => shape);
    const key = JSON.stringify([backend, wasmPath, sizes, plan.recipe.tokensAStep, plan.recipe.lengths]);
    if (this.#open?.key === key && this.#open.opened.findLoss?.() === undefined) return this.#open.status;
    this.#open?.opened.close();
    this.#open = null;
    const chosen = await chooseBackend(backend, this.#backendsAt(wasmPath), () => timeStep(plan));
    this.#open = { key, ...chosen };
    return chosen.status;
  }

  #learning(): readonly Learner[] {
    if (!this.#plan) throw NOTHING_BEGUN;
    return this.#learners;
  }

  #failureOf({ name }: TrainingLane, error: unknown): Error {
    const loss = this.#open?.opened.findLoss?.();
    return new Error(loss ?? `${name}: ${reasonIn(error)}.`);
  }

  async #ofEach<Result>(
    work: (lane: TrainingLane, parameters: ModelParameters) => Promise<Result>,
  ): Promise<Record<string, Result>> {
    const results: Record<string, Result> = {};
    for (const { lane, trainer } of this.#learning()) {
      const { parameters } = await trainer.state();
      results[lane.id] = await work(lane, unflatten(parameters, lane.shape));
    }
    return results;
  }
}

const NOTHING_BEGUN = new Error('Nothing is being trained: begin first.');

function newTrainer({ recipe, seed }: TrainingPlan, { shape, start }: TrainingLane): Trainer {
  return new Trainer({ shape, recipe, seed }, startOfTraining(shape, seed, start));
}

/** Milliseconds of a step of the plan's first model: of the second one, as the first compiles programs. */
async function timeStep(plan: TrainingPlan): Promise<number> {
  const [lane] = plan.lanes;
  if (!lane) return 0;
  const trainer = newTrainer(plan, lane);
  try {
    await trainer.advance();
    const start = performance.now();
    await trainer.advance();
    return performance.now() - start;
  } finally {
    trainer.dispose();
  }
}
