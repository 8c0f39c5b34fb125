import { MAX_SEED } from '../../../attention/limits.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { kvHeadChoices } from '../../../attention/sharing.ts';
import { NO_ANSWER } from '../../facts/answer.ts';
import type { SweepState, SweptDistance } from '../../facts/appState.ts';

/** Nothing measured, nothing to measure. */
export const NO_SWEEP: SweepState = { request: null, distances: [], spread: 'none', measured: NO_ANSWER };

/** Seeds in a spread, the settings' own included. */
export const SPREAD_SEEDS = 10;

/** `seed`, `seed` + 1, … as many as a spread has. After the largest seed comes 0. */
export function spreadSeeds(seed: number): number[] {
  return Array.from({ length: SPREAD_SEEDS }, (_, index) => (seed + index) % (MAX_SEED + 1));
}

/**
 * What is to be measured: MHA's distance for each number of KV heads, ascending, at the request's seed, then at one more
 * seed of the spread after the other, so that a spread stopped halfway has whole seeds.
 */
export function sweepPlan(request: RunRequest, hasSpread: boolean): RunRequest[] {
  const { seed, numHeads } = request.config;
  const seeds = hasSpread ? spreadSeeds(seed) : [seed];
  return seeds.flatMap((each) =>
    kvHeadChoices(numHeads).map((numKvHeads) => ({
      ...request,
      config: { ...request.config, seed: each, numKvHeads },
    })),
  );
}

/** Whether `distances` has what `planned` asks for. */
export function isMeasured(planned: RunRequest, distances: readonly SweptDistance[]): boolean {
  const { seed, numKvHeads } = planned.config;
  return distances.some((measured) => measured.seed === seed && measured.numKvHeads === numKvHeads);
}
