import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headLabels, labelFairness } from './headLabels.ts';
import { percentile, shuffledNull } from './nulls.ts';
import { chanceOf, evennessOf, scoresOf, scoresOfAllKinds } from './scores.ts';
import { LABEL_KINDS, labelledText, targetsOf } from './targets.ts';
import { headOf, textOf } from './testHeads.ts';

const text = textOf('the cat saw the dog , and the dog saw a bird ; then the cat saw the bird , and a dog');
const length = text.ids.length;

/** Maps of heads whose weights are drawn evenly: as untrained as it gets. */
function arbitraryMaps(heads: number, seed: number): Float32Array {
  const maps = new Float32Array(heads * length * length);
  for (let row = 0; row < heads * length; row++) {
    const t = row % length;
    const weights = Array.from({ length: t + 1 }, (_, s) => 1.5 + Math.sin(seed + row * 12.9898 + s * 78.233));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    maps.set(
      weights.map((weight) => weight / sum),
      row * length,
    );
  }
  return maps;
}

const untrained = Array.from({ length: 10 }, (_, net) => scoresOfAllKinds(arbitraryMaps(16, net), text));

describe('targets', () => {
  test('are those of a sentence by hand', () => {
    const short = textOf('a b , a b');
    expect(targetsOf('self', short)).toEqual([[], [1], [2], [3], [4]]);
    expect(targetsOf('previous', short)).toEqual([[], [0], [1], [2], [3]]);
    expect(targetsOf('twoBack', short)).toEqual([[], [], [0], [1], [2]]);
    expect(targetsOf('first', short)).toEqual([[], [], [0], [0], [0]]);
    expect(targetsOf('duplicate', short)).toEqual([[], [], [], [0], [1]]);
    expect(targetsOf('induction', short)).toEqual([[], [], [], [1], [2]]);
    expect(targetsOf('mark', short)).toEqual([[], [], [], [2], [2]]);
  });

  test('take a mark for the same with and without a blank before it, and words for others', () => {
    const spaced = labelledText(['a', ',', ' a', ' ,']);
    expect(targetsOf('duplicate', spaced)).toEqual([[], [], [], [1]]);
    expect(targetsOf('induction', spaced)).toEqual([[], [], [], [2]]);
  });

  test('come before their query, self aside, and induction’s tokens follow the query’s own', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', '.'), { minLength: 1, maxLength: 20 }), (keys) => {
        const any = labelledText(keys, (key) => key === '.');
        for (const kind of LABEL_KINDS)
          for (const [t, found] of targetsOf(kind, any).entries())
            for (const s of found) {
              expect(s < t || (kind === 'self' && s === t)).toBe(true);
              if (kind === 'induction') expect(keys[s - 1]).toBe(keys[t]);
              if (kind === 'duplicate') expect(keys[s]).toBe(keys[t]);
              if (kind === 'mark') expect(keys[s]).toBe('.');
            }
      }),
    );
  });
});

describe('scores', () => {
  test('of a head that does nothing else are 1, and of an even head chance', () => {
    for (const kind of LABEL_KINDS) {
      expect(scoresOf(kind, headOf(kind, 1, text), text)?.[0]).toBeCloseTo(1, 5);
      expect(scoresOf(kind, headOf(kind, 0, text), text)?.[0]).toBeCloseTo(chanceOf(kind, text), 5);
    }
  });

  test('are none where a text has no such target', () => {
    expect(scoresOf('induction', headOf('self', 1, textOf('a b c')), textOf('a b c'))).toBeUndefined();
  });

  test('evenness is 1 for an even head and 0 for one that looks at one key', () => {
    expect(evennessOf(headOf('self', 0, text), length)[0]).toBeCloseTo(1, 5);
    expect(evennessOf(headOf('previous', 1, text), length)[0]).toBeCloseTo(0, 5);
  });

  test('percentiles interpolate', () => {
    expect([0, 50, 99, 100].map((percent) => percentile([3, 1, 2], percent))).toEqual([1, 2, 2.98, 3]);
  });
});

test('labels are fair on 8 to 64 tokens, and on no more than 128 at all', () => {
  const fairness = [7, 8, 64, 65, 128, 129].map(labelFairness);
  expect(fairness).toEqual(['too short', 'fair', 'fair', 'less reliable', 'less reliable', 'too long']);
});

describe('labels', () => {
  test.each(LABEL_KINDS)('a head made for %s gets that label', (kind) => {
    const [label] = headLabels(headOf(kind, 0.8, text), untrained, text);
    expect(label).toMatchObject({ kind });
  });

  test('no head of arbitrary weights gets one', () => {
    const labels = Array.from({ length: 10 }, (_, net) => headLabels(arbitraryMaps(16, 100 + net), untrained, text));
    expect(labels.flat().filter(({ kind }) => kind !== 'diffuse' && kind !== 'none')).toEqual([]);
  });

  test('an even head is diffuse, and one that looks at something else has none', () => {
    expect(headLabels(headOf('self', 0, text), untrained, text)[0]).toMatchObject({ kind: 'diffuse' });
    const threeBack = new Float32Array(length * length);
    for (let t = 0; t < length; t++) threeBack[t * length + Math.max(0, t - 3)] = 1;
    expect(headLabels(threeBack, untrained, text)[0]).toEqual({ kind: 'none' });
  });

  test('a head that looks at the token before is no mark head where every other token is a mark', () => {
    const dense = textOf('a . b , c . d ; e . f , g . h ; i . j ,');
    const map = headOf('previous', 1, dense);
    const [score = NaN] = scoresOf('mark', map, dense) ?? [];
    expect(score).toBeGreaterThan(0.4);
    expect(shuffledNull('mark', map, dense)?.[0]).toBeGreaterThan(score);
  });
});
