/** What stays in the backend's memory from one request to the next: weights, embeddings, queries, keys and values. */
export const KEPT_BYTES = 128 * 2 ** 20;

/** Scores, weights and maps of the heads that are computed together. */
const STEP_BYTES = 128 * 2 ** 20;

/** All of the backend's memory that the engine takes. */
export const BUDGET_BYTES = KEPT_BYTES + STEP_BYTES;

/** How many heads one step computes where each takes `bytesPerHead`; never less than one. */
export function headsWithinBudget(bytesPerHead: number): number {
  return Math.max(1, Math.floor(STEP_BYTES / bytesPerHead));
}
