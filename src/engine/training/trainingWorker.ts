import { handOver } from '../../threads/handOver.ts';
import { exposeWithLife } from '../../threads/workerEnd.ts';
import { browserBackends } from './browserBackends.ts';
import { LocalTraining } from './LocalTraining.ts';
import type { Training } from './Training.ts';

/** The worker's end: a `LocalTraining` whose arrays leave by transfer. */
const training = new LocalTraining(browserBackends);

/** The training, as a page sees it through the worker's messages. */
export type TrainingWorkerEnd = Omit<Training, 'lost' | 'stop'>;

exposeWithLife({
  begin: (plan, options) => training.begin(plan, options),
  advance: () => training.advance(),
  maps: async (request) => handOver(await training.maps(request)),
  parameters: async () => handOver(await training.parameters()),
  evaluate: () => training.evaluate(),
  memory: () => training.memory(),
} satisfies TrainingWorkerEnd);
