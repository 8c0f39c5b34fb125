import { describe, expect, it } from 'vitest';
import type { RopeScaling } from './config.ts';
import { ropeFrequencies, ropeTable } from './rope.ts';

const LLAMA3: RopeScaling = {
  kind: 'llama3',
  factor: 8,
  lowFreqFactor: 1,
  highFreqFactor: 4,
  originalPositions: 8192,
};
const plain = ropeFrequencies({ width: 128, theta: 500_000, scaling: null });

describe('rotary positions', () => {
  it('turn pair i by theta to the power of −2i / width a position', () => {
    expect([...ropeFrequencies({ width: 4, theta: 10_000, scaling: null })]).toEqual([1, 0.01]);
    const { cos, sin, width } = ropeTable({ width: 4, theta: 10_000, scaling: null }, 3);
    expect(width).toBe(4);
    expect([...cos]).toEqual([1, 1, Math.cos(1), Math.cos(0.01), Math.cos(2), Math.cos(0.02)]);
    expect([...sin]).toEqual([0, 0, Math.sin(1), Math.sin(0.01), Math.sin(2), Math.sin(0.02)]);
  });

  it('are slower by the factor with linear scaling', () => {
    const slow = ropeFrequencies({ width: 128, theta: 500_000, scaling: { kind: 'linear', factor: 4 } });
    for (const [index, frequency] of slow.entries()) expect(frequency).toBe((plain[index] as number) / 4);
  });

  it('of Llama 3 keep waves that turn more than 4 times in the first training, and slow down those of less than 1', () => {
    const scaled = ropeFrequencies({ width: 128, theta: 500_000, scaling: LLAMA3 });
    const ratios = plain.map((frequency, index) => frequency / (scaled[index] as number));
    for (const [index, frequency] of plain.entries()) {
      const turns = (8192 * frequency) / (2 * Math.PI);
      if (turns > 4) expect(ratios[index]).toBe(1);
      else if (turns < 1) expect(ratios[index]).toBeCloseTo(8, 12);
      else expect(ratios[index]).toBeGreaterThan(ratios[index - 1] as number);
    }
    // Of Llama 3.1 8B, by its own code: the 30th pair is between the two.
    expect(scaled[29]).toBeCloseTo(plain[29] as number, 3);
    expect(ratios.filter((ratio) => ratio > 1.001 && ratio < 7.999).length).toBe(6);
  });

  it('of YaRN make cosines and sines longer by its attention factor', () => {
    const yarn = {
      kind: 'yarn',
      factor: 4,
      betaFast: 32,
      betaSlow: 1,
      originalPositions: 32,
      truncates: true,
    } as const;
    const table = ropeTable({ width: 16, theta: 1000, scaling: { ...yarn, attentionFactor: 1.25 } }, 2);
    for (const [index, cosine] of table.cos.entries())
      expect(Math.hypot(cosine, table.sin[index] as number)).toBeCloseTo(1.25, 12);
  });
});
