import { MASKED } from '../../attention/numbers/format.ts';
import type { MapCell } from './cell.ts';
import { largestAround, type Maps, weightAt } from './maps.ts';

/** A readout is where the exact figure is read, and in a long text weights are small. */
const DECIMALS = 4;

/** "0.4123", "masked"; "at most 0.4123" as long as only the largest weight of the cell's block is here. */
export function weightText(maps: Maps, cell: MapCell): string {
  const weight = weightAt(maps, cell);
  if (weight === null) return MASKED;
  if (weight !== undefined) return weight.toFixed(DECIMALS);
  return `at most ${largestAround(maps, cell)?.toFixed(DECIMALS)}`;
}
