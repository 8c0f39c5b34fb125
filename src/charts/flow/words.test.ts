import { describe, expect, it } from 'vitest';
import { averageRows } from '../../attention/head-map/averageRows.ts';
import { type LinkChoice, strongestLinks } from '../../attention/head-map/strongest.ts';
import { barsTitle, linesText, strongestText } from './words.ts';

const map = {
  sequenceLength: 3,
  causal: true,
  weights: Float32Array.of(1, 0, 0, 0.25, 0.75, 0, 0.25, 0.5, 0.25),
};
const tokens = ['To', 'be', 'or'];
const bare = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '');
const lines = (budget: number, choice: Partial<LinkChoice> = {}) =>
  strongestLinks(map, budget, { queries: [], key: null, ...choice });

describe('linesText', () => {
  it('says how many of how many lines are drawn, and the smallest weight among them', () => {
    expect(linesText(lines(2))).toBe('The strongest 2 of 6 lines are drawn; the weakest of them is 0.750.');
  });
  it('says that all are', () => expect(linesText(lines(9))).toBe('All 6 lines are drawn.'));
});

describe('strongestText', () => {
  it('names what a query attends to', () => {
    const kept = { side: 'query', position: 2 } as const;
    expect(bare(strongestText(tokens, kept, [], lines(9), averageRows(map, [2])))).toBe(
      'or (2) attends most to be (1) 0.500, To (0) 0.250, or (2) 0.250.',
    );
  });
  it('names by whom a key is attended to, and says where the mask lets nobody', () => {
    const kept = { side: 'key', position: 2 } as const;
    const row = averageRows(map, []);
    expect(bare(strongestText(tokens, kept, [], lines(9, { key: 2 }), row))).toBe(
      'or (2) is attended to most by or (2) 0.250.',
    );
    expect(bare(strongestText(tokens, kept, [0], lines(9, { queries: [0], key: 2 }), row))).toBe(
      'None of the selected queries may attend to or (2).',
    );
  });
  it('names what several rows attend to on average', () => {
    expect(bare(strongestText(tokens, null, [0, 1], lines(9), averageRows(map, [0, 1])))).toBe(
      'The mean of 2 rows is largest for To (0) 0.625, be (1) 0.375.',
    );
  });
  it('names the one query that is selected', () => {
    expect(bare(strongestText(tokens, null, [1], lines(9), averageRows(map, [1])))).toBe(
      'be (1) attends most to be (1) 0.750, To (0) 0.250.',
    );
  });
});

describe('barsTitle', () => {
  it('says whose weights the bars are', () => {
    expect(barsTitle(null, [], averageRows(map, []))).toBe('mean of 3 rows');
    expect(barsTitle(null, [0, 2], averageRows(map, [0, 2]))).toBe('mean of 2 rows');
    expect(barsTitle(null, [2], averageRows(map, [2]))).toBe('row of token 2');
    expect(barsTitle({ side: 'query', position: 1 }, [2], averageRows(map, [1]))).toBe('row of token 1');
  });
});
