import type { TableData } from '../../table/tableData.ts';
import { type LaneVariant, shardsOf } from './shards.ts';
import { shardName } from './words.ts';

/** Tabulates the lanes: a row for each GPU of each variant. */
export function shardsTable(variants: readonly LaneVariant[], tensorParallel: number): TableData {
  return {
    caption: 'Cache of one layer on each GPU',
    columns: ['variant and GPU', 'holds', 'KV heads', 'bytes of a token', 'GPUs with the same heads'],
    rows: variants.flatMap(({ name, kvHeads, headBytes, isLatent }) => {
      const shards = shardsOf(kvHeads, tensorParallel);
      return (shards?.gpus ?? []).map((shard) => [
        `${name}, GPU ${shard.gpu}`,
        shardName(shard, isLatent),
        shard.count,
        BigInt(shard.count) * headBytes,
        shards?.copies ?? 1,
      ]);
    }),
  };
}
