import { describe, expect, test } from 'vitest';
import { embedTokens, layerInput, sinusoidalPositions } from './embeddings.ts';

const row = (rows: Float32Array, position: number, dModel: number) => [
  ...rows.subarray(position * dModel, (position + 1) * dModel),
];

describe('embeddings', () => {
  test('give the same token the same vector wherever it stands and whatever stands around it', () => {
    const rows = embedTokens(['to', 'be', 'to'], 16, 7);
    expect(row(rows, 2, 16)).toEqual(row(rows, 0, 16));
    expect(row(rows, 1, 16)).not.toEqual(row(rows, 0, 16));
    expect([...embedTokens(['be'], 16, 7)]).toEqual(row(rows, 1, 16));
  });

  test('differ by seed, and a larger d_model extends them', () => {
    expect(embedTokens(['to'], 16, 8)).not.toEqual(embedTokens(['to'], 16, 7));
    expect(embedTokens(['to'], 32, 7).subarray(0, 16)).toEqual(embedTokens(['to'], 16, 7));
  });

  test('take any key: object properties, lone surrogates, the empty string', () => {
    const keys = ['__proto__', 'constructor', '\ud83d', '\ude00', ''];
    const rows = embedTokens(keys, 16, 7);
    expect(new Set(keys.map((_, position) => row(rows, position, 16).join())).size).toBe(keys.length);
    expect(rows.every(Number.isFinite)).toBe(true);
  });
});

describe('sinusoidal positions', () => {
  test('are sin and cos of the position over 10000^(2i / d_model), interleaved', () => {
    const rows = sinusoidalPositions(3, 4);
    expect(row(rows, 0, 4)).toEqual([0, 1, 0, 1]);
    const expected = [Math.sin(2), Math.cos(2), Math.sin(0.02), Math.cos(0.02)];
    for (const [feature, value] of row(rows, 2, 4).entries()) expect(value).toBeCloseTo(expected[feature] ?? NaN, 7);
  });
});

describe('the layer’s input', () => {
  const config = { dModel: 16, seed: 7, positions: false };

  test('is the embeddings alone without positions', () => {
    expect(layerInput(['to', 'be'], config)).toEqual(embedTokens(['to', 'be'], 16, 7));
  });

  test('is their sum with positions, which tells the same token in two places apart', () => {
    const rows = layerInput(['to', 'to'], { ...config, positions: true });
    expect(row(rows, 1, 16)).not.toEqual(row(rows, 0, 16));
    const positions = sinusoidalPositions(2, 16);
    const expected = embedTokens(['to', 'to'], 16, 7).map((value, index) => value + (positions[index] ?? NaN));
    expect(rows).toEqual(expected);
  });

  test('is empty for no tokens', () => {
    expect(layerInput([], { ...config, positions: true })).toHaveLength(0);
  });
});
