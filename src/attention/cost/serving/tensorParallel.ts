import { formatCountOf } from '../../numbers/format.ts';
import { keepsText } from '../cacheBytes.ts';
import type { CachedLayers, CachePlan } from '../cachedLayers.ts';
import { known, type Outcome, refused } from '../outcome.ts';

/** KV heads that each GPU holds, and how many GPUs hold the same ones. */
export interface HeadShards {
  readonly layers: CachedLayers;
  /** KV heads on each GPU; 1 vector of MLA's latent. */
  readonly kvHeadsPerGpu: number;
  /** GPUs that hold the same head: 1 if every head is on one GPU alone. More than 1 gains nothing over fewer GPUs. */
  readonly copies: number;
}

/** KV heads on each of `tensorParallel` GPUs: never less than one, so that heads are repeated if there are too few. Source: vLLM. */
export function kvHeadsPerGpu(kvHeads: number, tensorParallel: number): number {
  return kvHeads === 0 ? 0 : Math.max(1, Math.floor(kvHeads / tensorParallel));
}

/** Returns how K and V of the text are spread over GPUs, layer run by layer run; those that keep nothing are left out. */
export function headShards({ layers }: CachePlan, tensorParallel: number): HeadShards[] {
  return layers.filter(keepsText).map((run) => {
    const perGpu = kvHeadsPerGpu(run.kvHeads, tensorParallel);
    return { layers: run, kvHeadsPerGpu: perGpu, copies: (perGpu * tensorParallel) / run.kvHeads };
  });
}

/** Returns the plan of one of `tensorParallel` GPUs. MLA's latent and an index are whole on each. */
export function planOfOneGpu(plan: CachePlan, tensorParallel: number): CachePlan {
  const shard = <Run extends { readonly kvHeads: number }>(run: Run): Run => ({
    ...run,
    kvHeads: kvHeadsPerGpu(run.kvHeads, tensorParallel),
  });
  return { ...plan, layers: plan.layers.map(shard), crossAttention: plan.crossAttention && shard(plan.crossAttention) };
}

/**
 * Refuses a number of GPUs that vLLM would not start on: it has to divide the query heads, and to divide the KV heads or be a
 * multiple of them. Query heads that are not known are not checked.
 */
export function checkTensorParallel(
  plan: CachePlan,
  queryHeads: number | null,
  tensorParallel: number,
): Outcome<number> {
  const problem = problemOf(plan, queryHeads, tensorParallel);
  if (problem === null) return known(tensorParallel);
  const choices = queryHeads === null ? [] : tensorParallelChoices(plan, queryHeads, queryHeads);
  const all = choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return refused(`A tensor parallel size of ${tensorParallel} ${problem}${all && `: use ${all}`}.`);
}

/** Tensor parallel sizes up to `most` that are not refused, ascending; powers of two if the query heads are not known. */
export function tensorParallelChoices(plan: CachePlan, queryHeads: number | null, most: number): number[] {
  const choices: number[] = [];
  const last = Math.min(most, queryHeads ?? most);
  for (let size = 1; size <= last; size = queryHeads === null ? 2 * size : size + 1)
    if (problemOf(plan, queryHeads, size) === null) choices.push(size);
  return choices;
}

/** The end of a refusal that begins "A tensor parallel size of 3"; null if there is nothing against it. */
function problemOf({ layers, crossAttention }: CachePlan, queryHeads: number | null, size: number): string | null {
  if (queryHeads !== null && queryHeads % size !== 0)
    return `does not divide ${formatCountOf(queryHeads, 'query head')}`;
  const runs = [...layers.filter(keepsText), ...(crossAttention ? [crossAttention] : [])];
  const uneven = runs.find(({ kvHeads }) => kvHeads % size !== 0 && size % kvHeads !== 0);
  return uneven ? `neither divides ${formatCountOf(uneven.kvHeads, 'KV head')} nor is a multiple of that number` : null;
}
