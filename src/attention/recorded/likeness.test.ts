import { expect, test } from 'vitest';
import { openComparison } from '../comparison/comparison.ts';
import { seededRecording } from '../testing/seededRecording.ts';
import { type LayerMaps, likenessBetween, likenessWithin } from './likeness.ts';

const TOKENS = ['a', 'b', 'c', 'd', 'e'];

async function mapsOf(sizes: Parameters<typeof seededRecording>[0]): Promise<LayerMaps> {
  const recording = seededRecording({ tokens: TOKENS, ...sizes });
  const { weights, numHeads } = await recording.readLayer(0);
  return { weights, numHeads, sequenceLength: recording.tokens.length, causal: recording.causal };
}

function done<Result>(steps: Generator<void, Result, void>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

test('heads of a layer are as alike as the heads of a mechanism that runs here', async () => {
  const maps = await mapsOf({ numHeads: 3, numKvHeads: 1 });
  const open = openComparison(maps);
  for (let head = 0; head < 3; head++) {
    const map = () => maps.weights.slice(head * 25, (head + 1) * 25);
    for (const _ of open.add(head, { mha: map(), gqa: map(), mqa: map() }));
  }
  const { similarities, tellingRows, comparedRows } = open.finish();
  const likeness = done(likenessWithin(maps));
  expect(likeness).toEqual({ similarity: similarities.gqa, tellingRows, comparedRows });
  expect(likeness.tellingRows).toBe(4);
  expect(new Set(likeness.similarity).size).toBeGreaterThan(3);
});

test('heads of two recordings are compared each with each, whatever their numbers', async () => {
  const [two, three] = [await mapsOf({ numHeads: 2 }), await mapsOf({ numHeads: 3, numKvHeads: 3, seed: 2 })];
  const { similarity } = done(likenessBetween(two, three));
  expect(similarity).toHaveLength(6);
  const all = { ...two, numHeads: 5, weights: Float32Array.of(...two.weights, ...three.weights) };
  const within = done(likenessWithin(all)).similarity;
  for (const [a, b] of [0, 1].flatMap((a) => [0, 1, 2].map((b) => [a, b] as const)))
    expect(similarity[a * 3 + b]).toBeCloseTo(within[a * 5 + 2 + b] as number, 12);
});

test('a head is wholly alike itself in another recording, masked keys counting if only one of them has a mask', async () => {
  const causal = await mapsOf({ numHeads: 2 });
  const { similarity } = done(likenessBetween(causal, { ...causal, causal: false }));
  expect(similarity[0]).toBeCloseTo(1, 6);
  expect(similarity[3]).toBeCloseTo(1, 6);
  expect(similarity[1]).toBeLessThan(0.999);
});

test('keys after the query count as soon as one of both recordings has weight there', () => {
  const sizes = { numHeads: 1, sequenceLength: 2 };
  const causal = { ...sizes, causal: true, weights: Float32Array.of(1, 0, 0.5, 0.5) };
  const open = { ...sizes, causal: false, weights: Float32Array.of(0.5, 0.5, 0.5, 0.5) };
  for (const [of, other] of [
    [causal, open],
    [open, causal],
  ] as const)
    expect(done(likenessBetween(of, other)).similarity[0]).toBeLessThan(0.9);
  expect(done(likenessBetween(causal, causal)).similarity[0]).toBe(1);
});

test('with one token nothing is told, and all heads are alike', async () => {
  const maps = await mapsOf({ tokens: ['a'] });
  expect(done(likenessWithin(maps))).toMatchObject({ tellingRows: 0, comparedRows: 0 });
  expect([...done(likenessBetween(maps, maps)).similarity]).toEqual(Array(16).fill(1));
});
