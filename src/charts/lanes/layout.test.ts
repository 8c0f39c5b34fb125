import { describe, expect, it } from 'vitest';
import { headRoomLabel, lanesLayout } from './layout.ts';

const size = { width: 400, height: 64, fontSize: 10 };
const lanes = (numKvHeads: number, maxLanes = 16, tokens = 10) => lanesLayout({ numKvHeads, maxLanes, tokens }, size);

describe('lanesLayout', () => {
  it('fills the box with the lanes of MHA', () => expect(lanes(16).usedHeight).toBe(64));
  it('fills a sixteenth of the same box with the lane of MQA', () => expect(lanes(1).usedHeight).toBe(4));
  it('gives a lane the same height whatever the number of KV heads', () => {
    expect(lanes(1).lanes[0]?.height).toBe(lanes(16).lanes[15]?.height);
  });
  it('cuts the lanes into one cell a token', () => {
    const { cutXs, left, width } = lanes(4);
    expect(cutXs).toHaveLength(9);
    expect(cutXs[0]).toBeCloseTo(left + width / 10);
  });
  it('leaves one token uncut', () => expect(lanes(4, 16, 1).cutXs).toEqual([]));
  it('leaves the lanes empty without tokens', () => {
    expect(lanes(4, 16, 0)).toMatchObject({ filledWidth: 0, cutXs: [] });
  });
  it('ticks 512 tokens at round lengths', () => {
    const { cutXs, left, width } = lanes(4, 16, 512);
    expect(cutXs).toHaveLength(7);
    expect(cutXs[0]).toBeCloseTo(left + width / 8);
  });
  it('labels thin lanes sparsely', () => {
    const named = lanes(16).lanes.map((lane) => lane.label);
    expect(named.filter(Boolean)).toEqual(['KV 0', 'KV 4', 'KV 8', 'KV 12']);
  });
  it('keeps a height above 0 for lanes of less than a pixel', () => {
    expect(lanesLayout({ numKvHeads: 64, maxLanes: 64, tokens: 1 }, { ...size, height: 32 }).lanes[0]?.height).toBe(
      0.25,
    );
  });
  it('keeps 64 lanes apart', () => {
    expect(lanesLayout({ numKvHeads: 64, maxLanes: 64, tokens: 1 }, { ...size, height: 128 }).lanes[0]?.height).toBe(1);
  });
});

describe('headRoomLabel', () => {
  const label = (numKvHeads: number, width = 400) => {
    const counts = { numKvHeads, maxLanes: 16, tokens: 10 };
    return headRoomLabel(counts, lanesLayout(counts, { ...size, width }), { ...size, width });
  };
  it('counts the free lanes', () => expect(label(4)).toBe('head room: 12 of 16 lanes free'));
  it('is brief in a narrow column', () => expect(label(4, 140)).toBe('head room'));
  it('is silent where nothing is free', () => expect(label(16)).toBe(''));

  it('takes the room of their names where lanes are bare', () => {
    const counts = { numKvHeads: 2, maxLanes: 4, tokens: 10 };
    const { left, width, lanes } = lanesLayout({ ...counts, isBare: true }, { width: 200, height: 40, fontSize: 10 });
    expect([left, width]).toEqual([0, 200]);
    expect(lanes.map(({ label }) => label)).toEqual(['', '']);
  });
});
