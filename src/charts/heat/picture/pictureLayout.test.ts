import { describe, expect, it } from 'vitest';
import { pictureLayout } from './pictureLayout.ts';

const maps = (numHeads: number, numKvHeads: number, side: number) => ({ numHeads, numKvHeads, side });

describe('pictureLayout', () => {
  it.each([1, 10, 64, 107, 128, 512])('draws %i blocks a side as whole pixels', (side) => {
    const { width, height } = pictureLayout(maps(16, 4, side), []).mapBox(0);
    expect(width).toBe(height);
    expect(width % side).toBe(0);
    expect(width).toBeGreaterThan(100);
  });

  it('keeps each map inside its band, and bands inside the picture', () => {
    const { grid, bandBox, mapBox, width, legendY } = pictureLayout(maps(16, 4, 10), []);
    for (let head = 0; head < 16; head++) {
      const band = grid.bands[Math.floor(head / 4)];
      if (!band) throw new Error(`no band for head ${head}`);
      const [outer, inner] = [bandBox(band), mapBox(head)];
      expect(inner.x).toBeGreaterThan(outer.x);
      expect(inner.y).toBeGreaterThan(outer.y);
      expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width);
      expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
      expect(outer.x + outer.width).toBeLessThan(width);
      expect(outer.y + outer.height).toBeLessThan(legendY);
    }
  });

  it('has a line inside the band for the label under each map, where there are labels', () => {
    const { grid, bandBox, mapBox, noteY } = pictureLayout(maps(16, 4, 10), [], true);
    for (let head = 0; head < 16; head++) {
      const band = grid.bands[Math.floor(head / 4)];
      if (!band) throw new Error(`no band for head ${head}`);
      expect(noteY(head)).toBeGreaterThan(mapBox(head).y + mapBox(head).height);
      expect(noteY(head) + 16).toBeLessThan(bandBox(band).y + bandBox(band).height);
    }
    expect(pictureLayout(maps(16, 4, 10), []).height).toBeLessThan(pictureLayout(maps(16, 4, 10), [], true).height);
  });

  it('grows by a line for each line of the caption', () => {
    const short = pictureLayout(maps(1, 1, 10), ['seed 7']);
    const long = pictureLayout(maps(1, 1, 10), ['seed 7', 'a'.repeat(75), 'b'.repeat(75)]);
    expect(long.caption).toHaveLength(3);
    expect(long.height - short.height).toBe(44);
  });
});
