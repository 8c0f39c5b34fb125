import { formatWeight, MASKED } from '../../attention/numbers/format.ts';
import type { MapCell } from './cell.ts';
import { largestAround, type Maps, weightAt } from './maps.ts';

/** "0.412", "< 0.001", "masked"; "at most 0.412" as long as only the largest weight of the cell's block is here. */
export function weightText(maps: Maps, cell: MapCell): string {
  const weight = weightAt(maps, cell);
  if (weight === null) return MASKED;
  if (weight !== undefined) return formatWeight(weight);
  const bound = formatWeight(largestAround(maps, cell) ?? 0);
  return bound.startsWith('<') ? bound : `at most ${bound}`;
}
