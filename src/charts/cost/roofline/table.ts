import type { TableData } from '../../table/tableData.ts';
import { attainable, type Roof, type RooflinePoint, ridgeOf } from './points.ts';

/** Tabulates the figures of the chart: a row for each step. */
export function rooflineTable(points: readonly RooflinePoint[], roof: Roof): TableData {
  return {
    caption: 'Steps on the roofline: lower bounds of their time',
    columns: ['step', 'intensity (FLOP/B)', 'ridge (FLOP/B)', 'at best (FLOP/s)', 'at least (ms)', 'bound by'],
    rows: points.map((point) => [
      `${point.name} ${point.phase}`,
      point.intensity,
      ridgeOf(roof),
      attainable(roof, point.intensity),
      point.boundMs,
      point.intensity >= ridgeOf(roof) ? 'compute' : 'memory',
    ]),
  };
}
