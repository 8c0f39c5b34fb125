/** For tests: a training that steps when the test says so, or as fast as it is asked to. */
import { MECHANISMS } from '../../attention/types.ts';
import type { MapsRequest, StepReport, Training, TrainingMaps, TrainingPlan } from '../../engine/training/Training.ts';
import { type Deferred, deferred, flush } from './testDoubles.ts';

export interface FakeTraining extends Training {
  readonly plans: TrainingPlan[];
  /** Steps that were asked for and did not end yet. */
  readonly pending: Deferred<void>[];
  readonly asked: MapsRequest[];
  isStopped: boolean;
  /** Ends the step that was asked for. */
  finishStep(): Promise<void>;
  failStep(reason: string): Promise<void>;
  lose(sentence: string): Promise<void>;
}

interface FakeTrainingOptions {
  /** Steps end without a word from the test. */
  readonly stepsAlone?: boolean;
  /** What is measured of every lane. */
  readonly lossAt?: (step: number) => number;
}

const FIGURES = { asked: 1, loss: 4, accuracy: 0.5 };
const QUESTIONS = { previous: FIGURES, twoBack: FIGURES, first: FIGURES, mark: FIGURES, induction: FIGURES };

export function fakeTraining({ stepsAlone = false, lossAt = () => 3 }: FakeTrainingOptions = {}): FakeTraining {
  const loss = deferred<string>();
  let step = 0;
  const fake: FakeTraining = {
    lost: loss.promise,
    plans: [],
    pending: [],
    asked: [],
    isStopped: false,
    async begin(plan) {
      fake.plans.push(plan);
      step = 0;
      return { backend: 'wasm', renderer: 'WebAssembly SIMD' };
    },
    async advance(): Promise<StepReport> {
      if (fake.isStopped) throw new Error('The training was stopped.');
      if (!stepsAlone) {
        const end = deferred<void>();
        fake.pending.push(end);
        await end.promise;
      }
      step++;
      const ofModel = { loss: 4 - step / 10, accuracy: 0.5, questions: QUESTIONS };
      return { step, computeMs: 1, figures: Object.fromEntries(MECHANISMS.map((id) => [id, ofModel])) };
    },
    async maps(request): Promise<TrainingMaps> {
      fake.asked.push(request);
      const cells = Object.fromEntries(MECHANISMS.map((id) => [id, new Float32Array(4 * request.keys.length ** 2)]));
      return { request: structuredClone(request), step, cells };
    },
    parameters: async () => Object.fromEntries(MECHANISMS.map((id) => [id, {}])),
    async evaluate() {
      const lanes = fake.plans.at(-1)?.lanes ?? [];
      return Object.fromEntries(lanes.map(({ id }) => [id, { loss: lossAt(step) }]));
    },
    memory: async () => ({ numTensors: 0, numBytes: 0 }),
    stop() {
      fake.isStopped = true;
    },
    async finishStep() {
      fake.pending.shift()?.resolve();
      await flush();
    },
    async failStep(reason) {
      fake.pending.shift()?.reject(new Error(reason));
      await flush();
    },
    async lose(sentence) {
      loss.resolve(sentence);
      await flush();
    },
  };
  return fake;
}
