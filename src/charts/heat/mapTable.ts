import { MASKED } from '../../attention/numbers/format.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { blockName, blockSize } from '../cells/blocks.ts';
import { largestAround, type Maps } from '../cells/maps.ts';
import type { TableData } from '../table/tableData.ts';

/**
 * What one query token attends to: a row a key, a column a query head. One query at a time, because all of them at once
 * are up to 4 million cells. Where the maps are pooled, queries and keys are blocks of tokens, and a figure is the
 * largest weight between two of them: what the picture shows.
 */
export function mapTable(maps: Maps, tokens: readonly string[], queryBlock: number): TableData {
  const { shortName, stride, side } = maps;
  const heads = Array.from({ length: maps.numHeads }, (_, head) => head);
  const query = rowName(maps, tokens, queryBlock);
  return {
    caption:
      stride === 1
        ? `${shortName}: attention weights of the query ${query}`
        : `${shortName}: largest attention weight in each block of ${blockSize(stride)} cells; queries: ${query}`,
    columns: [stride === 1 ? 'key' : 'keys', ...heads.map((head) => `Q ${head} (KV ${kvHeadOf(head, maps)})`)],
    rows: Array.from({ length: side }, (_, keyBlock) => [
      rowName(maps, tokens, keyBlock),
      ...heads.map((queryHead) => {
        const cell = { queryHead, queryPosition: queryBlock * stride, keyPosition: keyBlock * stride };
        return largestAround(maps, cell) ?? MASKED;
      }),
    ]),
  };
}

/** Position and token, as the same token may stand in several places; or the positions of a block. */
export function rowName(maps: Maps, tokens: readonly string[], block: number): string {
  return maps.stride === 1 ? `${block}: ${tokens[block]}` : blockName(maps, block);
}
