import type { RunConfig } from '../../attention/types.ts';

/** What the texts say of a run: numbers and booleans alone, nothing that a user typed. */
export interface CodeSizes {
  readonly config: RunConfig;
  /** ≥ 1 */
  readonly tokens: number;
}
