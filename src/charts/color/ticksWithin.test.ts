import { expect, it } from 'vitest';
import { ticksWithin } from './ticksWithin.ts';
import { LEGEND_TICKS } from './weightScale.ts';

const labelsWithin = (width: number) => ticksWithin(width, 22).map(({ label }) => label);

it('shows every tick where all have room, and from there on none that would lie on its neighbour', () => {
  expect(labelsWithin(400)).toEqual(LEGEND_TICKS.map(({ label }) => label));
  expect(labelsWithin(77)).toEqual(['0', '.1', '.5', '1']);
  expect(labelsWithin(70)).toEqual(['0', '.1', '1']);
  expect(labelsWithin(30)).toEqual(['0', '1']);
});
