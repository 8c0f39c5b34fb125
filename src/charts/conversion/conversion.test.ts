import { describe, expect, it } from 'vitest';
import { conversionLayout } from './layout.ts';
import { type ConversionPanel, lineSentence } from './panels.ts';
import { conversionPointsTable, conversionTable } from './table.ts';

const SIZE = { width: 640, height: 260, fontSize: 11 };
const points = (first: number, last: number) => [
  { percent: 0, loss: first },
  { percent: 2.5, loss: (first + last) / 2 },
  { percent: 5, loss: last },
];
const PANELS: readonly ConversionPanel[] = [
  {
    ...{ mechanism: 'gqa', numKvHeads: 2, mhaLoss: 0.3, scratchLoss: 0.4 },
    lines: [
      { rule: 'mean', points: points(3, 1) },
      { rule: 'first', points: points(3.5, 1.01) },
      { rule: 'random', points: points(5, 3) },
    ],
  },
  { mechanism: 'mqa', numKvHeads: 1, mhaLoss: 0.3, scratchLoss: undefined, lines: [{ rule: 'mean', points: [] }] },
];

describe('conversionLayout', () => {
  const { panels, top, bottom } = conversionLayout(PANELS, 5, SIZE);

  it('sets panels side by side, without overlap, with room for their labels', () => {
    const [gqa, mqa] = panels;
    expect(gqa?.right).toBeLessThan(mqa?.left ?? 0);
    expect(mqa?.right).toBeLessThan(SIZE.width);
  });

  it('draws lines from the conversion at the left to the last measurement, lower losses lower', () => {
    const [mean] = panels[0]?.lines ?? [];
    expect(mean?.points[0]?.[0]).toBe(panels[0]?.left);
    expect(mean?.points.at(-1)?.[0]).toBe(panels[0]?.right);
    expect(mean?.points.at(-1)?.[1]).toBeGreaterThan(mean?.points[0]?.[1] ?? 0);
  });

  it('keeps the names at the right apart, within the panel', () => {
    const names = panels[0] ? [...panels[0].lines, ...panels[0].levels].map(({ label }) => label) : [];
    expect(names.map(({ text }) => text)).toEqual([
      'mean',
      'first',
      'random',
      'MHA before',
      'from scratch',
      'guessing',
    ]);
    const ys = names.map(({ y }) => y).toSorted((a, b) => a - b);
    for (const [index, y] of ys.entries()) {
      expect(y).toBeGreaterThanOrEqual(top);
      expect(y).toBeLessThanOrEqual(bottom);
      if (index > 0) expect(y - (ys[index - 1] ?? 0)).toBeGreaterThanOrEqual(SIZE.fontSize);
    }
  });

  it('leads from a line to its name where that had to move, and nowhere else', () => {
    const [gqa] = panels;
    const labels = gqa ? [...gqa.lines, ...gqa.levels].map(({ label }) => label) : [];
    // At 1 and 1.01 two lines end; "from scratch" and "MHA before" lie at 0.4 and 0.3.
    expect(labels.filter(({ leader }) => leader).length).toBeGreaterThan(0);
    for (const { y, leader, x } of labels) {
      if (leader) expect(Math.abs(y - leader.y)).toBeGreaterThan(0.3 * SIZE.fontSize);
      expect(x).toBeGreaterThan(gqa?.right ?? 0);
    }
    expect(gqa?.lines[2]?.label.leader).toBeUndefined();
  });

  it('begins at 0 where losses are near it, or says where it begins; guessing is drawn where losses are near it', () => {
    expect(conversionLayout(PANELS, 5, SIZE).beginsAt).toBeUndefined();
    const poor: ConversionPanel = {
      ...{ mechanism: 'gqa', numKvHeads: 2, mhaLoss: 3.1, scratchLoss: 3.2 },
      lines: [{ rule: 'mean', points: points(4.1, 3.4) }],
    };
    const layout = conversionLayout([poor], 5, SIZE);
    expect(Number(layout.beginsAt)).toBeGreaterThan(2);
    expect(layout.panels[0]?.levels.map(({ kind }) => kind)).toEqual(['mha', 'scratch', 'guess']);
    const good = conversionLayout([{ ...poor, mhaLoss: 0.3, lines: [], scratchLoss: 0.4 }], 5, SIZE);
    expect(good.panels[0]?.levels.map(({ kind }) => kind)).toEqual(['mha', 'scratch']);
  });

  it('leaves out what is not known, and has a place for what is not measured yet', () => {
    expect(panels[1]?.levels.map(({ kind }) => kind)).toEqual(['mha', 'guess']);
    expect(panels[1]?.lines[0]?.points).toEqual([]);
    expect(
      conversionLayout([{ ...PANELS[1], mhaLoss: undefined } as ConversionPanel], 5, SIZE).yTicks.length,
    ).toBeGreaterThan(1);
  });
});

it('has a row for each line in the table, and for each measurement in the file', () => {
  expect(conversionTable(PANELS).rows).toEqual([
    ['GQA by mean', 2, 0.3, 3, 1, 5, 0.4],
    ['GQA by first', 2, 0.3, 3.5, 1.01, 5, 0.4],
    ['GQA by random', 2, 0.3, 5, 3, 5, 0.4],
    ['MQA by mean', 1, 0.3, '', '', '', ''],
  ]);
  expect(conversionPointsTable(PANELS).rows).toHaveLength(9);
  expect(conversionPointsTable(PANELS).rows[1]).toEqual(['GQA by mean', 2, 2.5, 2, 0.3, 0.4]);
});

it('says a line in a sentence', () => {
  const [gqa, mqa] = PANELS as [ConversionPanel, ConversionPanel];
  expect(lineSentence(gqa, 'mean', points(3, 1))).toBe(
    'GQA, 2 KV heads, by mean: 3.000 just converted, 1.000 after 5 %',
  );
  expect(lineSentence(mqa, 'mean', [])).toBe('MQA, 1 KV head, by mean: not measured yet');
});
