import type { TableData } from '../../table/tableData.ts';
import { type MemoryBar, stackOf } from './stack.ts';

/** Tabulates the bars, to the last byte. */
export function memoryTable(bars: readonly MemoryBar[], limit: bigint): TableData {
  return {
    caption: 'Memory of one GPU (bytes)',
    columns: ['variant', 'weights', 'overhead', 'KV cache', 'total', 'to use', 'free', 'too much'],
    rows: bars.map((bar) => {
      const { total, free } = stackOf(bar, limit);
      const rest = free < 0n ? [0n, -free] : [free, 0n];
      return [bar.name, bar.weightBytes ?? 'not known', bar.overheadBytes, bar.cacheBytes, total, limit, ...rest];
    }),
  };
}
