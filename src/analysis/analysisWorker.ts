import { handOver } from '../threads/handOver.ts';
import { exposeWithLife } from '../threads/workerEnd.ts';
import { type Comparer, createComparer } from './comparer.ts';

const comparer = createComparer();

exposeWithLife({
  ...comparer,
  finish: async () => handOver(await comparer.finish()),
} satisfies Comparer);
