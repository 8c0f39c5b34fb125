import type { AttentionShape, BiasChoice } from '../../attention/types.ts';
import type { TableData } from '../table/tableData.ts';
import { PART_NAMES, PARTS, parameterBars } from './stack.ts';

/** The figures of the parameter bars. */
export function parameterTable(shape: AttentionShape, bias: BiasChoice): TableData {
  return {
    caption: 'Parameters of one attention layer',
    columns: ['mechanism', ...PARTS.map((part) => PART_NAMES[part]), 'total', 'fewer than MHA (%)'],
    rows: parameterBars(shape, bias).map(({ name, counts, reduction }) => [
      name,
      ...PARTS.map((part) => counts[part]),
      counts.total,
      reduction * 100,
    ]),
  };
}
