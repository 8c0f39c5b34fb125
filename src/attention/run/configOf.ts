import type { RunConfig } from '../types.ts';
import { CONFIG_FIELDS } from './sameRun.ts';

/** Takes a run's configuration out of what may hold more, as settings do. It has no `trained` where weights are drawn. */
export function configOf(source: RunConfig): RunConfig {
  const given = CONFIG_FIELDS.filter((field) => source[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, source[field]])) as unknown as RunConfig;
}
