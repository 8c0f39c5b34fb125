import { formatBothBytes } from '../../../attention/numbers/byteUnits.ts';
import { formatCountOf } from '../../../attention/numbers/format.ts';
import { type GpuShard, type LaneVariant, shardsOf } from './shards.ts';

/** Names what a GPU holds: "KV 3", "KV 4–7", "latent". */
export function shardName({ first, count }: GpuShard, isLatent: boolean): string {
  if (isLatent) return 'latent';
  return count === 1 ? `KV ${first}` : `KV ${first}–${first + count - 1}`;
}

/** Returns the title of a variant's lanes, in parts: where its heads are, and what that comes to. */
export function laneTitles(variant: LaneVariant, tensorParallel: number): string[] {
  const { name, kvHeads, headBytes, isLatent } = variant;
  const shards = shardsOf(kvHeads, tensorParallel);
  if (kvHeads < 1) return [`${name}: keeps no K and V`];
  if (!shards) {
    const heads = formatCountOf(kvHeads, 'KV head');
    return [`${name}: ${heads}`, `cannot be shared out evenly among ${formatCountOf(tensorParallel, 'GPU')}`];
  }
  const { gpus, copies } = shards;
  const count = gpus[0]?.count ?? 0;
  const bytes = `${formatBothBytes(BigInt(count) * headBytes)} of each token on each GPU`;
  if (tensorParallel === 1) return [`${name}: ${isLatent ? 'the latent' : formatCountOf(kvHeads, 'KV head')}`, bytes];
  if (isLatent) return [`${name}: latent whole on each GPU`, bytes, 'as on one'];
  const where = `${name}: ${formatCountOf(count, 'KV head')} on each GPU`;
  if (copies === 1) return [where, bytes];
  return [where, `replicated: every head on ${copies} GPUs`, bytes, `as on ${formatCountOf(kvHeads, 'GPU')}`];
}
