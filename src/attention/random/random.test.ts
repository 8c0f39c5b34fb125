import { describe, expect, test } from 'vitest';
import { fillNormals, randomWords } from './random.ts';

describe('a stream of normals', () => {
  const draws = fillNormals(new Float32Array(1_000_000), 7, 'moments');
  const moment = (power: number) => draws.reduce((sum, value) => sum + value ** power, 0) / draws.length;
  const shareBeyond = (bound: number) => draws.filter((value) => Math.abs(value) > bound).length / draws.length;

  test('has mean 0, variance 1, skewness 0 and kurtosis 3', () => {
    // Bounds are five standard errors of a million draws: √(1, 2, 15, 96) / 1000.
    expect(Math.abs(moment(1))).toBeLessThan(0.005);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.007);
    expect(Math.abs(moment(3))).toBeLessThan(0.02);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.05);
  });

  test('has the tails of a normal beyond 1, 2, 3 and 4', () => {
    expect(shareBeyond(1)).toBeCloseTo(0.31731, 2);
    expect(shareBeyond(2)).toBeCloseTo(0.0455, 3);
    expect(Math.abs(shareBeyond(3) - 0.0027)).toBeLessThan(0.0003);
    expect(Math.abs(shareBeyond(4) - 0.0000633)).toBeLessThan(0.00004);
  });

  test('has no correlation between neighbours', () => {
    const sum = draws.reduce((total, value, index) => total + value * (draws[index + 1] ?? 0), 0);
    expect(Math.abs(sum / draws.length)).toBeLessThan(0.005);
  });
});

describe('streams', () => {
  const firstOf = (seed: number, name: string, length = 4) => [...fillNormals(new Float32Array(length), seed, name)];

  test('give these very numbers on every JavaScript engine, so that a link never changes its picture', () => {
    const next = randomWords(7, 'mha.w_q.weight');
    expect([next(), next(), next(), next()]).toEqual([2_418_782_992, 1_921_859_811, 3_693_539_202, 125_474_129]);
    expect(firstOf(7, 'mha.w_q.weight')).toEqual([
      0.1590031385421753, -0.1320614218711853, 1.0801806449890137, -1.8924696445465088,
    ]);
  });

  test('of a longer target start with the numbers of a shorter one', () => {
    expect(firstOf(7, 'a', 100).slice(0, 10)).toEqual(firstOf(7, 'a', 10));
  });

  test('differ by seed and by name, neighbours and lone surrogates included', () => {
    const names = ['', 'a', 'b', 'ab', 'ba', 'aa', '\0', '\0\0', '\ud83d', '\ud83e', '🤖'];
    const seeds = [0, 1, 2, 7, 2 ** 31, 2 ** 32 - 1];
    const streams = seeds.flatMap((seed) => names.map((name) => firstOf(seed, name).join()));
    expect(new Set(streams).size).toBe(seeds.length * names.length);
  });

  test('of many names start with numbers that are normal across the names', () => {
    const firsts = Array.from(
      { length: 20_000 },
      (_, index) => fillNormals(new Float32Array(1), 7, `token ${index}`)[0],
    );
    const mean = (power: number) =>
      firsts.reduce<number>((sum, value) => sum + (value ?? NaN) ** power, 0) / firsts.length;
    expect(Math.abs(mean(1))).toBeLessThan(5 / Math.sqrt(20_000));
    expect(Math.abs(mean(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / 20_000));
  });

  test('are scaled as asked', () => {
    expect([...fillNormals(new Float32Array(3), 7, 'a', 0.5)]).toEqual(firstOf(7, 'a', 3).map((value) => value / 2));
  });
});
