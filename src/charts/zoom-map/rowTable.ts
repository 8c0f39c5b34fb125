import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { visibleRow } from '../../attention/head-map/headMap.ts';
import { rowRank } from '../../attention/head-map/rowRank.ts';
import { MASKED } from '../../attention/numbers/format.ts';
import type { TableData } from '../table/tableData.ts';

/** Enough digits to give back the very float32. */
const FLOAT32_DIGITS = 9;

/** Position and token, as the same token may stand in several places. */
function tokenName(tokens: readonly string[], position: number): string {
  return `${position}: ${tokens[position] ?? ''}`;
}

/** What one query attends to: a row a key, with the rank of its weight. `title` names the head. */
export function rowTable(map: HeadMap, tokens: readonly string[], query: number, title: string): TableData {
  const row = visibleRow(map, query);
  return {
    caption: `${title}: attention weights of the query ${tokenName(tokens, query)}`,
    columns: ['key', 'weight', 'rank'],
    rows: Array.from({ length: map.sequenceLength }, (_, key) => [
      tokenName(tokens, key),
      row[key] ?? MASKED,
      rowRank(map, query, key)?.rank ?? MASKED,
    ]),
  };
}

/** Every weight of the head: a row a query, a column a key. */
export function headTable(map: HeadMap, tokens: readonly string[], title: string): TableData {
  const positions = Array.from({ length: map.sequenceLength }, (_, position) => position);
  return {
    caption: `${title}: attention weights; rows are queries (attend from), columns are keys (attended to)`,
    columns: ['query', ...positions.map((key) => tokenName(tokens, key))],
    rows: positions.map((query) => {
      const row = visibleRow(map, query);
      const weights = positions.map((key) => {
        const weight = row[key];
        return weight === undefined ? MASKED : Number(weight.toPrecision(FLOAT32_DIGITS));
      });
      return [tokenName(tokens, query), ...weights];
    }),
  };
}
