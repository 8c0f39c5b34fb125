import { describe, expect, it } from 'vitest';
import { headMapOf } from '../../attention/testing/headMapOf.ts';
import { shownFlow } from './shownFlow.ts';

const map = headMapOf(40, true, [0, 3, 1, 40]);
const pairs = (...args: Parameters<typeof shownFlow>) => shownFlow(...args).lines.links;

describe('shownFlow', () => {
  it('draws at most 600 lines and knows of how many', () => {
    const { lines, row } = shownFlow(map, [], null);
    expect(lines.links).toHaveLength(600);
    expect(lines.total).toBe(820);
    expect(row.count).toBe(40);
  });
  it('keeps the lines of the selected queries, and averages their rows', () => {
    expect(new Set(pairs(map, [3, 7], null).map(({ queryPosition }) => queryPosition))).toEqual(new Set([3, 7]));
    expect(shownFlow(map, [3, 7], null).row.count).toBe(2);
  });
  it('keeps one query’s lines and its row, selected or not', () => {
    const { lines, row } = shownFlow(map, [3, 7], { side: 'query', position: 5 });
    expect(lines.links.every(({ queryPosition }) => queryPosition === 5)).toBe(true);
    expect(row.visible).toBe(6);
  });
  it('keeps the lines from selected queries to one key', () => {
    expect(pairs(map, [3, 7], { side: 'key', position: 5 })).toMatchObject([{ queryPosition: 7, keyPosition: 5 }]);
    expect(pairs(map, [], { side: 'key', position: 5 })).toHaveLength(35);
  });
});
