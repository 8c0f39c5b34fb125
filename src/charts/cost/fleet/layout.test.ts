import { describe, expect, it } from 'vitest';
import { type FleetCurve, fleetLayout, MOST_USERS, powers, usersAfterKey } from './layout.ts';

const SIZE = { width: 600, height: 240, fontSize: 11 };
const curve = (name: string, perGpu: number): FleetCurve => ({
  name,
  accent: 'gqa',
  gpusAt: (users) => Math.ceil(users / perGpu),
});
const CURVES = [curve('MHA', 50), curve('GQA-8', 200), curve('MQA', 200)];

describe('the picture of GPUs against users', () => {
  it('has both axes in powers of ten, equally far apart', () => {
    const { xTicks, yTicks, x } = fleetLayout(CURVES, SIZE);
    expect(xTicks[0]?.label).toBe('1');
    expect(yTicks.at(-1)?.label).toBe('10M');
    expect(x(1000) - x(100)).toBeCloseTo(x(100) - x(10));
  });

  it('keeps every point of every curve within its frame', () => {
    const { paths, left, right, top, bottom } = fleetLayout(CURVES, SIZE);
    for (const { d } of paths)
      for (const point of d.slice(1).split('L')) {
        const [px = Number.NaN, py = Number.NaN] = point.split(',').map(Number);
        expect(px).toBeGreaterThanOrEqual(left - 0.1);
        expect(px).toBeLessThanOrEqual(right + 0.1);
        expect(py).toBeGreaterThanOrEqual(top - 0.1);
        expect(py).toBeLessThanOrEqual(bottom + 0.1);
      }
  });

  it('moves the names of curves that end together apart', () => {
    const ys = fleetLayout(CURVES, SIZE)
      .paths.map(({ labelY }) => labelY)
      .sort((a, b) => a - b);
    for (const [index, y] of ys.slice(1).entries())
      expect(y - (ys[index] ?? 0)).toBeGreaterThanOrEqual(1.15 * 11 - 1e-9);
  });

  it('reads a position as whole users, from 1 to 10⁹', () => {
    const { usersAt, x } = fleetLayout(CURVES, SIZE);
    expect(usersAt(x(1000))).toBe(1000);
    expect(usersAt(-100)).toBe(1);
    expect(usersAt(10_000)).toBe(MOST_USERS);
  });
});

it('has no more ticks than there is room for', () => {
  expect(powers(1e9, 10)).toHaveLength(10);
  expect(powers(1e9, 5)).toEqual([1, 100, 1e4, 1e6, 1e8]);
  expect(powers(10, 9)).toEqual([1, 10]);
});

it('moves along with keys, a little, tenfold and to both ends', () => {
  expect(usersAfterKey('ArrowRight', 1)).toBe(2);
  expect(usersAfterKey('ArrowLeft', 2)).toBe(1);
  expect(usersAfterKey('ArrowLeft', 1)).toBe(1);
  expect(usersAfterKey('PageUp', 1000)).toBe(10_000);
  expect(usersAfterKey('ArrowUp', MOST_USERS)).toBe(MOST_USERS);
  expect([usersAfterKey('Home', 5), usersAfterKey('End', 5)]).toEqual([1, MOST_USERS]);
  expect(usersAfterKey('a', 5)).toBeUndefined();
});
