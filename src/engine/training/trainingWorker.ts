import { expose, transfer } from 'comlink';
import { holdLifeLock } from '../../threads/lifeLock.ts';
import { browserBackends } from './browserBackends.ts';
import { LocalTraining } from './LocalTraining.ts';
import type { Training } from './Training.ts';

/** The worker's end: a `LocalTraining` whose arrays leave by transfer. */
const training = new LocalTraining(browserBackends);

const lifeLock = holdLifeLock();

/** The training, as a page sees it through the worker's messages. */
export interface TrainingWorkerEnd extends Omit<Training, 'lost' | 'stop'> {
  /** The name of a lock that is free once the worker is no more; see `lifeLock.ts`. */
  lifeLock(): Promise<string | undefined>;
}

expose({
  lifeLock: () => lifeLock,
  begin: (plan, options) => training.begin(plan, options),
  advance: () => training.advance(),
  maps: async (request) => {
    const maps = await training.maps(request);
    return transfer(maps, buffersOf(Object.values(maps.cells)));
  },
  parameters: async () => {
    const parameters = await training.parameters();
    return transfer(parameters, buffersOf(Object.values(parameters).flatMap((ofLane) => Object.values(ofLane))));
  },
  evaluate: () => training.evaluate(),
  memory: () => training.memory(),
} satisfies TrainingWorkerEnd);

function buffersOf(arrays: readonly Float32Array[]): ArrayBuffer[] {
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
