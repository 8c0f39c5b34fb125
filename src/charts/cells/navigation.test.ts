import { describe, expect, it } from 'vitest';
import { nextCell, nextMap } from './navigation.ts';

describe('nextMap', () => {
  const from = (head: number) => (key: string) => nextMap(key, head, 12, 8);

  it('moves as the eye does, in rows of 8', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map(from(2))).toEqual([1, 3, 2, 10]);
  });

  it('stays at the edges instead of wrapping', () => {
    expect(['ArrowLeft', 'ArrowUp'].map(from(0))).toEqual([0, 0]);
    expect(['ArrowRight', 'ArrowDown'].map(from(7))).toEqual([7, 7]);
    expect(['ArrowRight', 'ArrowDown', 'ArrowLeft'].map(from(11))).toEqual([11, 11, 10]);
  });

  it('goes to the first and the last map', () => {
    expect(['Home', 'End'].map(from(5))).toEqual([0, 11]);
  });

  it('leaves other keys alone', () => {
    expect(['Tab', 'a', 'Escape'].map(from(5))).toEqual([null, null, null]);
  });
});

describe('nextCell', () => {
  const from = (queryPosition: number, keyPosition: number) => (key: string) => {
    const next = nextCell(key, { queryPosition, keyPosition }, 10);
    return next && [next.queryPosition, next.keyPosition];
  };

  it('moves one cell, down the queries and across the keys', () => {
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map(from(4, 5))).toEqual([
      [4, 4],
      [4, 6],
      [3, 5],
      [5, 5],
    ]);
  });

  it('goes to the ends of the row, and to the first and last row', () => {
    expect(['Home', 'End', 'PageUp', 'PageDown'].map(from(4, 5))).toEqual([
      [4, 0],
      [4, 9],
      [0, 5],
      [9, 5],
    ]);
  });

  it('stays at the edges', () => {
    expect(['ArrowLeft', 'ArrowUp'].map(from(0, 0))).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(['ArrowRight', 'ArrowDown'].map(from(9, 9))).toEqual([
      [9, 9],
      [9, 9],
    ]);
  });

  it('leaves other keys alone', () => {
    expect(from(4, 5)('Tab')).toBeNull();
  });
});
