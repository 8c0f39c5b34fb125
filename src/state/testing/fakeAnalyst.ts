import type { Analyst, CompareOptions, HeadSource } from '../../analysis/Analyst.ts';
import type { Comparison } from '../../attention/comparison/comparison.ts';
import { type Deferred, deferred } from './testDoubles.ts';

/** One comparison that a test ends when it likes. */
interface Compared extends Deferred<Comparison>, CompareOptions {
  readonly heads: HeadSource;
}

/** An analyst that compares nothing and answers when told to. */
interface FakeAnalyst extends Analyst {
  readonly calls: Compared[];
  /** How often its thread was ended. */
  stops: number;
}

export function createFakeAnalyst(): FakeAnalyst {
  const analyst: FakeAnalyst = {
    calls: [],
    stops: 0,
    compare(heads, options) {
      const made = { heads, ...options, ...deferred<Comparison>() };
      analyst.calls.push(made);
      return made.promise;
    },
    stop() {
      analyst.stops++;
    },
  };
  return analyst;
}
