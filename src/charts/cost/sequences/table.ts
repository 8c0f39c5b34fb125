import type { TableData } from '../../table/tableData.ts';
import type { SequenceBar } from './layout.ts';

/** The figures of the bars. */
export function sequenceTable(bars: readonly SequenceBar[]): TableData {
  return {
    caption: 'Sequences in the memory of one GPU',
    columns: ['model', 'weights (B)', 'overhead (B)', 'one sequence (B)', 'sequences'],
    rows: bars.map((bar) => [bar.name, bar.weightBytes, bar.overheadBytes, bar.sequenceBytes, bar.sequences]),
  };
}
