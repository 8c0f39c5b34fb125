import { expect, it } from 'vitest';
import { legendOf, type SequenceBar, sequenceBarsHeightEm, sequenceBarsLayout } from './layout.ts';

const BAR: SequenceBar = {
  ...{ name: 'MHA', color: 'blue', countText: '4 sequences' },
  ...{ weightBytes: 20, overheadBytes: 10, sequenceBytes: 10, sequences: 4 },
};
const MEMORY = { memoryBytes: 100, usableBytes: 90 };
const layout = (bar: Partial<SequenceBar>, width = 101) => sequenceBarsLayout([{ ...BAR, ...bar }], MEMORY, width, 10);

it('puts weights, overhead, sequences and what is free one after the other, to scale', () => {
  const [bar] = layout({}).bars;
  expect(bar?.parts).toEqual([
    { part: 'weights', x: 0, width: 20 },
    { part: 'overhead', x: 20, width: 10 },
    { part: 'sequences', x: 30, width: 40 },
    { part: 'free', x: 70, width: 20 },
  ]);
  expect(bar?.cuts).toEqual([40, 50, 60]);
  expect(layout({})).toMatchObject({ usableX: 90, memoryX: 100 });
});

it('cuts sequences apart only where a reader can tell them apart', () => {
  expect(layout({ sequenceBytes: 1, sequences: 60 }).bars[0]?.cuts).toEqual([]);
  expect(layout({ sequenceBytes: 1, sequences: 60 }, 1_001).bars[0]?.cuts).toHaveLength(59);
});

it('leaves out what takes nothing, and goes beyond the memory if the weights do', () => {
  const beyond = layout({ weightBytes: 190, overheadBytes: 10, sequences: 0 });
  expect(beyond.memoryX).toBe(50);
  expect(beyond.bars[0]?.parts.map(({ part }) => part)).toEqual(['weights', 'overhead']);
  expect(layout({ overheadBytes: 0 }).bars[0]?.parts.map(({ part }) => part)).toEqual(['weights', 'sequences', 'free']);
});

it('breaks the legend into lines where it would leave the picture, and is higher then', () => {
  expect(legendOf(60).map(({ line }) => line)).toEqual([0, 0, 0, 0]);
  expect(new Set(legendOf(20).map(({ line }) => line)).size).toBeGreaterThan(1);
  expect(sequenceBarsHeightEm(3, 20)).toBeGreaterThan(sequenceBarsHeightEm(3, 60));
});
