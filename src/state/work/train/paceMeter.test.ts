import { expect, it } from 'vitest';
import { paceMeter } from './paceMeter.ts';

it('tells the steps a second of the last two seconds', () => {
  const meter = paceMeter();
  expect(meter.rate()).toBeNull();
  for (let ms = 0; ms <= 5_000; ms += 500) meter.add(ms);
  expect(meter.rate()).toBeCloseTo(2);
  for (let ms = 5_100; ms <= 9_000; ms += 100) meter.add(ms);
  expect(meter.rate()).toBeCloseTo(10);
});

it('still tells the pace of steps that take longer than that', () => {
  const meter = paceMeter();
  for (const ms of [0, 5_000, 10_000]) meter.add(ms);
  expect(meter.rate()).toBeCloseTo(0.2);
});
