import { describe, expect, it } from 'vitest';
import { zoomMapLayout } from './layout.ts';

const size = { width: 600, height: 400, fontSize: 12 };

describe('zoomMapLayout', () => {
  it('gives the window what the labels leave of the smaller side', () => {
    const layout = zoomMapLayout(['To', 'question'], size);
    expect(layout).toEqual({ margin: 86, labelRoom: 60, side: 262, fontSize: 12 });
  });
  it('makes room for long labels up to a limit', () => {
    expect(zoomMapLayout(['x'.repeat(1_000)], size)?.labelRoom).toBe(96);
  });
  it('is none where the labels leave nothing', () => {
    expect(zoomMapLayout(['To'], { ...size, height: 60 })).toBeNull();
  });
});
