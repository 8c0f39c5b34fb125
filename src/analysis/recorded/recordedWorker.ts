import { exposeWithLife } from '../../threads/workerEnd.ts';
import { createAnswerer } from './answerer.ts';

/** Between two slices the page hears that this thread is alive. */
const SLICE_MS = 200;

exposeWithLife(createAnswerer(SLICE_MS));
