import { describe, expect, it } from 'vitest';
import { fractionOf, stopAfterKey, stopAt } from './stops.ts';

const stops = [1, 2, 4, 8, 16];

describe('a slider that rests on stops', () => {
  it('spaces unequal values equally along the track', () => {
    expect(stops.map((stop) => fractionOf(stop, stops))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('takes the nearest stop to a position, also beyond both ends', () => {
    expect([-3, 0.1, 0.13, 0.5, 0.9, 7].map((at) => stopAt(at, stops))).toEqual([1, 1, 2, 4, 16, 16]);
  });

  it('moves by arrows, pages, Home and End, and stays inside', () => {
    expect(stopAfterKey('ArrowRight', 4, stops)).toBe(8);
    expect(stopAfterKey('ArrowUp', 16, stops)).toBe(16);
    expect(stopAfterKey('ArrowLeft', 4, stops)).toBe(2);
    expect(stopAfterKey('PageDown', 4, stops)).toBe(1);
    expect(stopAfterKey('Home', 8, stops)).toBe(1);
    expect(stopAfterKey('End', 2, stops)).toBe(16);
  });

  it('leaves other keys to the page', () => {
    expect(stopAfterKey('Tab', 4, stops)).toBeUndefined();
    expect(stopAfterKey('toString', 4, stops)).toBeUndefined();
  });

  it('puts a lone stop at the end of the track', () => {
    expect(fractionOf(1, [1])).toBe(1);
    expect(stopAt(0.2, [1])).toBe(1);
  });
});
