import { type SupervisedWorker, superviseWorker } from '../../threads/supervisedWorker.ts';
import type { ModelTokenizer, TokenizerSource } from './ModelTokenizer.ts';

interface ModelTokenizerOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** The largest vocabularies take four seconds of an idle machine. */
const OPEN_LIMIT_MS = 120_000;
/** A text takes milliseconds. */
const TEXT_LIMIT_MS = 20_000;

/** Where tokens are made, and whose. */
interface Home extends ModelTokenizer {
  isAlive(): boolean;
  /** What is open there. */
  source: TokenizerSource | null;
}

/**
 * A tokenizer in a worker, which the first model makes. A file can make it work forever; the worker is then ended with a sentence,
 * and the next question makes another, with the tokenizer that was open before. It works in the page only if no worker can be made.
 * One `open` at a time.
 */
export function createModelTokenizer({
  createWorker = createTokenizerWorker,
}: ModelTokenizerOptions = {}): ModelTokenizer {
  let home: Home | undefined;
  let opened: TokenizerSource | null = null;

  function alive(): Home {
    if (!home?.isAlive()) home = homeOf(createWorker);
    return home;
  }

  /** A worker that came after one that failed has to be given the tokenizer first. */
  async function withTokenizer(): Promise<Home> {
    const here = alive();
    if (opened && here.source !== opened) {
      await here.open(opened);
      here.source = opened;
    }
    return here;
  }

  return {
    async open(source) {
      const here = alive();
      await here.open(source);
      here.source = source;
      opened = source;
    },
    tokenize: async (text, limit) => (await withTokenizer()).tokenize(text, limit),
    labels: async (ids) => (await withTokenizer()).labels(ids),
  };
}

function homeOf(createWorker: () => Worker): Home {
  let worker: SupervisedWorker<ModelTokenizer>;
  try {
    worker = superviseWorker<ModelTokenizer>({ worker: createWorker(), name: 'The worker that makes tokens' });
  } catch {
    const local = import('./localTokenizer.ts').then(({ localTokenizer }) => localTokenizer());
    return {
      open: async (source) => (await local).open(source),
      tokenize: async (text, limit) => (await local).tokenize(text, limit),
      labels: async (ids) => (await local).labels(ids),
      isAlive: () => true,
      source: null,
    };
  }
  return {
    open: (source) => worker.answerWithin(OPEN_LIMIT_MS, (remote) => remote.open(source)),
    tokenize: (text, limit) => worker.answerWithin(TEXT_LIMIT_MS, (remote) => remote.tokenize(text, limit)),
    labels: (ids) => worker.answerWithin(TEXT_LIMIT_MS, (remote) => remote.labels(ids)),
    isAlive: worker.isAlive,
    source: null,
  };
}

function createTokenizerWorker(): Worker {
  return new Worker(new URL('./tokenizerWorker.ts', import.meta.url), { type: 'module', name: 'tokens' });
}
