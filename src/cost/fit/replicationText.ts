import type { Fit } from '../../attention/cost/serving/fit.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';

/** Says which heads more than one GPU holds; empty if each is on one GPU alone. */
export function replicationText({ shards }: Pick<Fit, 'shards'>, tensorParallel: number): string {
  const most = shards.reduce((copies, shard) => Math.max(copies, shard.copies), 1);
  if (most === 1) return '';
  const shard = shards.find(({ copies }) => copies === most);
  if (shard?.layers.kind === 'mla')
    return `MLA’s latent is replicated: each of the ${formatCount(most)} GPUs of a replica holds all of it, so that tensor parallelism gains nothing on the cache.`;
  const heads = formatCountOf(shard?.layers.kvHeads ?? 1, 'KV head');
  return `Heads are replicated: ${heads} over ${formatCount(tensorParallel)} GPUs, so that ${formatCount(most)} GPUs hold the same one, and the cache takes ${formatCount(most)} times its bytes.`;
}
