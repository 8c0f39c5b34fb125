import type { Timeline } from '../../../catalog/models/timeline.ts';
import type { TableData } from '../../table/tableData.ts';
import { dotsOf } from './dots.ts';

/** Tabulates the models: a row for each model. */
export function timelineTable(timeline: Timeline): TableData {
  return {
    caption: 'Models by year and queries per KV head',
    columns: ['model', 'year', 'attention', 'queries per KV head', 'cache'],
    rows: dotsOf(timeline).map(({ name, year, kind, groupSize, isHollow }) => [
      name,
      // Not 2,023.
      `${year}`,
      kind,
      groupSize ?? 'none',
      isHollow || kind === 'no attention' ? 'none' : 'kept',
    ]),
  };
}
