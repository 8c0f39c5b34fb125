import { describe, expect, it } from 'vitest';
import { wiringLayout } from './layout.ts';

const layout = (numHeads: number, numKvHeads: number, width = 400) =>
  wiringLayout({ numHeads, numKvHeads }, { width, height: 66, fontSize: 11 });

describe('wiringLayout', () => {
  it('says which query heads read a KV head where there is room', () => {
    expect(layout(16, 2).kvLabels).toEqual(['KV 0 · Q 0–7', 'KV 1 · Q 8–15']);
  });
  it('names one query head without a range', () => expect(layout(1, 1).kvLabels).toEqual(['KV 0 · Q 0']));
  it('falls back to short names, then to bare numbers', () => {
    expect(layout(16, 8).kvLabels[7]).toBe('KV 7');
    expect(layout(16, 16).kvLabels[15]).toBe('15');
  });
  it('labels every fourth of 64 heads', () => {
    expect(layout(64, 64).queryLabels.filter(Boolean)).toEqual(
      Array.from({ length: 16 }, (_, index) => `${index * 4}`),
    );
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
