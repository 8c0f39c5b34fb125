import { MASKED } from '../../attention/format.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import type { TableData } from '../table/tableData.ts';
import { type Maps, weightAt } from './maps.ts';

/**
 * What one query token attends to: a row a key, a column a query head. One query at a time, because all of them at once
 * are up to 16 million cells.
 */
export function mapTable(maps: Maps, tokens: readonly string[], queryPosition: number): TableData {
  const heads = Array.from({ length: maps.numHeads }, (_, head) => head);
  return {
    caption: `${maps.shortName}: attention weights of the query ${tokenName(tokens, queryPosition)}`,
    columns: ['key', ...heads.map((head) => `Q ${head} (KV ${kvHeadOf(head, maps)})`)],
    rows: Array.from({ length: maps.sequenceLength }, (_, keyPosition) => [
      tokenName(tokens, keyPosition),
      ...heads.map((queryHead) => weightAt(maps, { queryHead, queryPosition, keyPosition }) ?? MASKED),
    ]),
  };
}

/** Position and token: the same token may stand in several places. */
export function tokenName(tokens: readonly string[], position: number): string {
  return `${position}: ${tokens[position]}`;
}
