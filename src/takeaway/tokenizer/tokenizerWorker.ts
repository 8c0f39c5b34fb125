import { exposeWithLife } from '../../threads/workerEnd.ts';
import { localTokenizer } from './localTokenizer.ts';

/** The worker's end. */
exposeWithLife(localTokenizer());
