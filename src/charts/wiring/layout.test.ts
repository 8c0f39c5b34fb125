import { describe, expect, it } from 'vitest';
import { wiringLayout } from './layout.ts';

const layout = (numHeads: number, numKvHeads: number, width = 400) =>
  wiringLayout({ numHeads, numKvHeads }, { width, height: 66, fontSize: 11 });

describe('wiringLayout', () => {
  it('keeps room at the left for what the rows are called', () => {
    const { queryX, radius } = layout(16, 4);
    expect((queryX[0] ?? 0) - radius).toBeGreaterThanOrEqual(3.2 * 11);
  });
  it('keeps the marks of 64 heads apart and within the picture', () => {
    const { queryX, radius, side, kvX } = layout(64, 64);
    const spacing = (queryX[1] ?? 0) - (queryX[0] ?? 0);
    expect(2 * radius).toBeLessThan(spacing);
    expect(side).toBeLessThan(spacing);
    expect((kvX[63] ?? 0) + side / 2).toBeLessThanOrEqual(400);
  });
  it('draws something even where there is no room', () => expect(layout(8, 2, 10).radius).toBeGreaterThan(0));
});
