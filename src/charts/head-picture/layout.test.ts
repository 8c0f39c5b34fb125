import { describe, expect, it } from 'vitest';
import { textWidth } from '../labels.ts';
import { headPictureLayout } from './layout.ts';

const WORDS = 'the cat sat on the mat and the cat sat'.split(' ');
const bare = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '');
const at = (extent: number, tokens: readonly string[] = WORDS, fontSize = 11) =>
  headPictureLayout(tokens, { width: extent, height: extent, fontSize }, null);
const labels = (extent: number, tokens?: readonly string[]) => {
  const { keys, queries } = at(extent, tokens);
  return { keys: keys.map(({ text }) => bare(text)), queries: queries.map(({ text }) => bare(text)) };
};

describe('headPictureLayout', () => {
  it('gives a small room to the map alone', () => {
    expect(at(119)).toMatchObject({ left: 0, top: 0, side: 119, keys: [], queries: [] });
  });

  it('names the first and the last token from 120 px on, and all that fit from 200 px on', () => {
    expect(labels(120)).toEqual({ keys: ['the', 'sat'], queries: ['the', 'sat'] });
    expect(labels(199)).toEqual({ keys: ['the', 'sat'], queries: ['the', 'sat'] });
    expect(labels(200)).toEqual({ keys: WORDS, queries: WORDS });
  });

  it('thins the labels of many tokens out, with their positions', () => {
    const many = Array.from({ length: 60 }, (_, position) => `t${position}`);
    const { queries } = labels(330, many);
    expect(queries.slice(0, 3)).toEqual(['0 t0', '4 t4', '8 t8']);
  });

  it('keeps the lit tokens, marked, however many others are left out', () => {
    const many = Array.from({ length: 60 }, (_, position) => `t${position}`);
    const room = { width: 330, height: 330, fontSize: 11 };
    const { keys, queries } = headPictureLayout(many, room, { queryPosition: 33, keyPosition: 5 });
    const marked = (all: typeof keys) => all.filter(({ selected }) => selected).map(({ position }) => position);
    expect([marked(keys), marked(queries)]).toEqual([[5], [33]]);
    const ends = headPictureLayout(WORDS, { ...room, width: 150 }, { queryPosition: 9, keyPosition: 1 });
    expect([marked(ends.keys), marked(ends.queries)]).toEqual([[], [9]]);
  });

  it('stays within its room, map and labels together', () => {
    for (const [width, height] of [
      [150, 150],
      [220, 220],
      [700, 500],
      [300, 900],
    ] as const) {
      const { left, top, side } = headPictureLayout(WORDS, { width, height, fontSize: 11 }, null);
      expect(left + side).toBeLessThanOrEqual(width);
      expect(top + side).toBeLessThanOrEqual(height);
      expect(Math.max(left + side - width, top + side - height)).toBe(0);
    }
  });

  it('lays the labels of columns flat where they have room, and gives the map what that saves', () => {
    const [flat, standing] = [at(700), at(260)];
    expect([flat.isFlat, standing.isFlat]).toEqual([true, false]);
    expect(flat.top).toBeLessThan(standing.top);
  });

  it('keeps a flat label of the first or last token above the map, whole', () => {
    const { keys, isFlat, side, fontSize } = at(180);
    expect(isFlat).toBe(true);
    for (const { at: middle, text } of keys) {
      const half = textWidth(text, fontSize) / 2;
      expect(middle - half).toBeGreaterThanOrEqual(0);
      expect(middle + half).toBeLessThanOrEqual(side);
    }
  });

  it('cuts a long token rather than take the room of the map', () => {
    const long = at(220, ['Donaudampfschifffahrtsgesellschaft', 'b']);
    expect(long.side).toBeGreaterThan(220 / 2);
    expect(bare(long.queries[0]?.text ?? '')).toMatch(/^Donau.*…$/);
  });

  it('names a single token once, and none where there is none', () => {
    expect(labels(150, ['one'])).toEqual({ keys: ['one'], queries: ['one'] });
    expect(at(300, [])).toMatchObject({ side: 300, keys: [], queries: [] });
  });
});
