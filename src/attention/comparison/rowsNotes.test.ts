import { expect, it } from 'vitest';
import { rowsNotes } from './rowsNotes.ts';

it('says how many rows a mean is over, and that row 0 is left out under the mask', () => {
  expect(rowsNotes({ causal: false, tellingRows: 10 })).toEqual(['Means over 10 rows.']);
  expect(rowsNotes({ causal: true, tellingRows: 1 })).toEqual([
    'Means over 1 row.',
    'Row 0 is left out: it sees one key, and is the same in every head.',
  ]);
});

it('says how many of how many where not all are compared', () => {
  expect(rowsNotes({ causal: false, tellingRows: 2048 }, 341)).toEqual([
    'Means over 341 of 2,048 rows, evenly spaced: all of them would take too much time or memory.',
  ]);
});
