import { handOver } from '../../threads/handOver.ts';
import { exposeWithLife } from '../../threads/workerEnd.ts';
import { LocalModelRunner } from './LocalModelRunner.ts';
import type { ModelRunner } from './ModelRunner.ts';

/** The worker's end: a `LocalModelRunner` whose arrays leave by transfer. */
const runner = new LocalModelRunner();

/** The runner, as a page sees it through the worker's messages. */
export type RunnerWorkerEnd = Omit<ModelRunner, 'lost' | 'stop'>;

exposeWithLife({
  open: (model, options) => runner.open(model, options),
  begin: (ids, kvHeads) => runner.begin(ids, kvHeads),
  runLayer: (index) => runner.runLayer(index),
  layer: async (numKvHeads, index) => handOver(await runner.layer(numKvHeads, index)),
  predict: () => runner.predict(),
  memory: () => runner.memory(),
} satisfies RunnerWorkerEnd);
