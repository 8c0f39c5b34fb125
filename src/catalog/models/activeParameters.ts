import type { ModelEntry } from './modelEntry.ts';

/**
 * Returns how many parameters one token passes through: all of them if the model has no experts; null if that is not known, as in
 * a mixture of experts whose source names the sum alone.
 */
export function parametersPerToken(entry: ModelEntry): number | null {
  if (entry.mixtureOfExperts) return entry.activeParameters ?? null;
  return entry.nominalParameters;
}
