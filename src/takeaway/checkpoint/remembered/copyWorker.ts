import { exposeWithLife } from '../../../threads/workerEnd.ts';
import { ModelCopy } from './ModelCopy.ts';

/** The worker's end: some browsers write private files in a worker alone. */
const copy = new ModelCopy();

/** The copy, as a page sees it through the worker's messages. */
export type CopyWorkerEnd = Pick<ModelCopy, 'begin' | 'copySome' | 'drop'>;

exposeWithLife({
  begin: (model) => copy.begin(model),
  copySome: () => copy.copySome(),
  drop: () => copy.drop(),
} satisfies CopyWorkerEnd);
