import { expect, test } from 'vitest';
import { seededRecording } from '../../attention/testing/seededRecording.ts';
import { withRecording } from '../../state/facts/recorded/withRecording.ts';
import { selectColumns } from '../../state/shown/recorded/columns.ts';
import { createAppStore } from '../../state/store.ts';
import { memoryStorage } from '../../state/testing/testDoubles.ts';
import { differenceRefusal, recordedDifferenceMaps } from './differenceSides.ts';

function columnsOf(...sizes: Parameters<typeof seededRecording>[0][]) {
  const store = createAppStore({ storage: memoryStorage });
  for (const [index, each] of sizes.entries())
    store.setState(({ recordings }) => ({
      recordings: withRecording(recordings, seededRecording({ name: 'abc'[index] as string, ...each })),
    }));
  return selectColumns(store.getState());
}

function refusalOf(...sizes: Parameters<typeof columnsOf>) {
  const [of, from] = columnsOf(...sizes);
  return of && from && differenceRefusal(of, from);
}

test('recordings of the same tokens and as many heads can be subtracted, whatever they share', () => {
  expect(refusalOf({ numKvHeads: 2 }, { numKvHeads: 4 })).toBeNull();
});

test.each([
  [{ tokens: ['a', 'b'] }, '“a” and “b” have different tokens, 3 and 2: their cells can’t be compared.'],
  [{ layers: [7] }, '“b” does not have this layer.'],
  [{ numHeads: 6 }, 'In this layer “a” has 4 query heads and “b” 6: maps are subtracted head by head'],
])('what can’t be subtracted says why: %j', (other, why) => {
  expect(refusalOf({}, other)).toContain(why);
});

test('both sides have their names and two accents, also where they are of one mechanism', () => {
  const [of, from] = columnsOf({}, {});
  if (!of || !from) throw new Error('There are two columns.');
  const found = {
    ...{ sequenceLength: 3, causal: true, stride: 1, side: 3, cells: new Float32Array(36), partners: [0, 1, 2, 3] },
    ...{ meanDistances: new Float64Array(4), largest: [[], [], [], []], largestOverall: [] },
  };
  const maps = recordedDifferenceMaps(found, of, { kind: 'recording', column: from });
  expect(maps).toMatchObject({ of: 'gqa', from: 'mha', numHeads: 4, names: { of: 'a', from: 'b' } });
  expect(recordedDifferenceMaps(found, of, { kind: 'head', queryHead: 2 })).toMatchObject({
    from: 'mha',
    names: { of: 'a', from: 'its Q 2' },
  });
});
