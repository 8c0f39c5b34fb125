import { type AverageRow, averageRows } from '../../attention/head-map/averageRows.ts';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { type StrongestLinks, strongestLinks } from '../../attention/head-map/strongest.ts';
import type { FlowToken } from './layout.ts';

/** Lines that are drawn at most: more are a grey cloth, and take longer than a frame. */
export const MAX_LINES = 600;

export interface ShownFlow {
  readonly lines: StrongestLinks;
  /** What the bars show. */
  readonly row: AverageRow;
}

/**
 * What is drawn of a head: the lines of the `kept` token alone, else those of the selected queries, else all of them.
 * A kept query's own row stands in the place of the mean.
 */
export function shownFlow(map: HeadMap, selected: readonly number[], kept: FlowToken | null): ShownFlow {
  const queries = kept?.side === 'query' ? [kept.position] : selected;
  const key = kept?.side === 'key' ? kept.position : null;
  return { lines: strongestLinks(map, MAX_LINES, { queries, key }), row: averageRows(map, queries) };
}
