import { describe, expect, test } from 'vitest';
import { headLabels } from './headLabels.ts';
import { shuffledNull } from './nulls.ts';
import { chanceOf, evennessOf, type KindScores, scoresOf } from './scores.ts';
import { LABEL_KINDS, type LabelKind, type LabelledText, labelledText } from './targets.ts';
import { headOf, textOf } from './testHeads.ts';

const text = textOf('the cat saw the dog , and the dog saw a bird ; then the cat saw the bird , and a dog');
const REPEATED = textOf('to be or not to be , to be or not to be .');
const EIGHT = textOf('a b c d e f g h');
const DENSE = textOf('a . b , c . d ; e . f , g . h ; i . j ,');

/** Labels a head that is the only one in its map. */
const labelOf = (map: Float32Array, of: LabelledText, untrained: readonly KindScores[] = []) =>
  headLabels(map, untrained, of)[0];

/** Makes a head whose score under `kind` is `score`, as near as float32 comes. */
function headWithScore(kind: LabelKind, score: number): Float32Array {
  const chance = chanceOf(kind, text);
  return headOf(kind, (score - chance) / (1 - chance), text);
}

/** Makes scores of untrained nets that no head beats but under `kind`: a head has that label or none. */
const onlyFor = (kind: LabelKind): KindScores[] => [
  Object.fromEntries(LABEL_KINDS.flatMap((other) => (other === kind ? [] : [[other, [1]]]))),
];

describe('a label takes a lift of 0.3', () => {
  test.each(LABEL_KINDS)('%s', (kind) => {
    expect(labelOf(headOf(kind, 0.2999, text), text)?.kind).not.toBe(kind);
    const label = labelOf(headOf(kind, 0.3001, text), text);
    expect(label?.kind).toBe(kind);
    expect(label).toMatchObject({ lift: expect.closeTo(0.3001, 5), chance: chanceOf(kind, text) });
  });
});

describe('a label takes a score above that of 99.5 % of untrained heads', () => {
  // 0, 0.0025 … 0.5, of which 99.5 % are below 0.4975; in two nets, neither of which has the percentile of both.
  const scores = Array.from({ length: 201 }, (_, index) => index / 400);

  test.each(LABEL_KINDS)('%s', (kind) => {
    const untrained: KindScores[] = [{ [kind]: scores.slice(0, 120) }, { [kind]: scores.slice(120) }];
    expect(labelOf(headWithScore(kind, 0.497), text, untrained)?.kind).not.toBe(kind);
    const label = labelOf(headWithScore(kind, 0.498), text, untrained);
    expect(label).toMatchObject({ kind, null: expect.closeTo(0.4975, 9), nullOf: 'untrained heads' });
  });

  test('and none for the very score of untrained heads', () => {
    const head = headWithScore('self', 0.5);
    const [score = NaN] = scoresOf('self', head, text) ?? [];
    expect(labelOf(head, text, [{ self: [score] }])).toEqual({ kind: 'none' });
    expect(labelOf(head, text, [{ self: [score - 1e-9] }])).toMatchObject({ kind: 'self' });
  });
});

/**
 * The shares are figures of the 100 shuffles, which are the same everywhere. With the 98th percentile of them, or the
 * highest, the limits would be others by 0.01 and more.
 */
describe("a label takes a score above the 99th percentile of the head's own on shuffled tokens", () => {
  test.each([
    ['duplicate', REPEATED, 0.469, 0.47],
    ['induction', REPEATED, 0.526, 0.527],
    ['mark', DENSE, 0.23, 0.231],
  ] as const)('%s, by a head that looks at the token before otherwise', (kind, of, below, above) => {
    const untrained = onlyFor(kind);
    expect(labelOf(headOf(kind, below, of, 'previous'), of, untrained)).toEqual({ kind: 'none' });
    const head = headOf(kind, above, of, 'previous');
    const [limit = NaN] = shuffledNull(kind, head, of) ?? [];
    expect(labelOf(head, of, untrained)).toMatchObject({ kind, null: limit, nullOf: 'shuffled tokens' });
  });

  test.each(['self', 'previous', 'twoBack', 'first'] as const)('%s is held against untrained heads alone', (kind) => {
    const label = labelOf(headOf(kind, 0.4, text), text, [{ [kind]: [0.2] }]);
    expect(label).toMatchObject({ kind, null: 0.2, nullOf: 'untrained heads' });
  });
});

test('without untrained heads a label is held against chance, and against shuffled tokens if those are more', () => {
  expect(labelOf(headOf('previous', 0.4, text), text)).toMatchObject({
    kind: 'previous',
    null: chanceOf('previous', text),
    nullOf: 'chance',
  });
  const [limit = NaN] = shuffledNull('induction', headOf('induction', 0.6, REPEATED, 'previous'), REPEATED) ?? [];
  expect(labelOf(headOf('induction', 0.6, REPEATED, 'previous'), REPEATED, onlyFor('induction'))).toMatchObject({
    kind: 'induction',
    null: limit,
    nullOf: 'shuffled tokens',
  });
});

test('of the two nulls the higher counts', () => {
  const head = headOf('induction', 0.6, REPEATED, 'previous');
  const [ownNull = NaN] = shuffledNull('induction', head, REPEATED) ?? [];
  const labelAbove = (ofUntrained: number) =>
    labelOf(head, REPEATED, [{ ...onlyFor('induction')[0], induction: [ofUntrained] }]);
  const [below, above] = [ownNull - 0.001, ownNull + 0.001];
  expect(labelAbove(below)).toMatchObject({ kind: 'induction', null: ownNull, nullOf: 'shuffled tokens' });
  expect(labelAbove(above)).toMatchObject({ kind: 'induction', null: above, nullOf: 'untrained heads' });
});

test('of two kinds the one with the larger lift counts, though the score of the other is larger', () => {
  const map = new Float32Array(64);
  // By looking evenly a head scores more for the token before, which row 1 has with one of two keys, than for the first.
  map.set([1], 0);
  map.set([0.485, 0.515], 8);
  for (let t = 2; t < 8; t++) {
    map[8 * t] = 0.475;
    map[8 * t + t - 1] = 0.485;
    map[8 * t + t] = 0.04;
  }
  const [previous = NaN] = scoresOf('previous', map, EIGHT) ?? [];
  expect(previous).toBeGreaterThan(scoresOf('first', map, EIGHT)?.[0] as number);
  expect((previous - chanceOf('previous', EIGHT)) / (1 - chanceOf('previous', EIGHT))).toBeGreaterThan(0.3);
  expect(labelOf(map, EIGHT)).toMatchObject({ kind: 'first' });
});

describe('a head without a label is diffuse from an evenness of 0.9 on', () => {
  const LENGTH = 1001;
  const words = labelledText(Array.from({ length: LENGTH }, (_, word) => `w${word}`));

  /** Makes a head with `even` rows as even as can be; in the others it looks at the key three before, which is no kind. */
  function mixedHead(even: number): Float32Array {
    const map = new Float32Array(LENGTH ** 2);
    for (let t = 0; t < LENGTH; t++) {
      const row = map.subarray(t * LENGTH, t * LENGTH + t + 1);
      if (t === 0 || t >= LENGTH - even) row.fill(1 / (t + 1));
      else row[Math.max(0, t - 3)] = 1;
    }
    return map;
  }

  test.each([
    [899, 0.899, 'none'],
    [901, 0.901, 'diffuse'],
  ] as const)('%i rows in a thousand even: %f, %s', (even, evenness, kind) => {
    const map = mixedHead(even);
    expect(evennessOf(map, LENGTH)[0]).toBeCloseTo(evenness, 5);
    expect(labelOf(map, words)?.kind).toBe(kind);
  });

  test('and one with a label is not, however even it is', () => {
    const head = headOf('first', 0.3001, EIGHT);
    expect(evennessOf(head, EIGHT.ids.length)[0]).toBeGreaterThan(0.9);
    expect(labelOf(head, EIGHT)?.kind).toBe('first');
  });
});
