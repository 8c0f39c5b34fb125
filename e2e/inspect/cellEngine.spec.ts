import { expect, test } from '../harness/test.ts';

const TOLERANCE = 1e-5;

for (const backend of ['webgl', 'wasm'] as const) {
  test(`${backend} takes cells apart to 1e-5 of float64 in all mechanisms, causal or not, with bias or not`, async ({
    page,
  }) => {
    const results = await page.evaluate(async (backend) => {
      const { engine, status } = await harness.start(backend);
      if (status.backend !== backend) throw new Error(`${status.backend} runs instead.`);
      const results = [];
      for (const change of [
        { causal: true, bias: true },
        { causal: false, bias: true, kvRule: 'independent' },
        { causal: true, bias: false },
        { causal: false, bias: false, dModel: 36 },
        { causal: true, bias: 'qkv', headDim: 5 },
      ] as const)
        results.push(...(await harness.compareCells(engine, change)));
      return results;
    }, backend);
    expect(results).toHaveLength(5 * 3 * 4);
    const wrong = results.filter(
      ({ differences, deviation, isMasked }) =>
        !isMasked || !(deviation <= TOLERANCE) || !Object.values(differences).every((each) => each <= TOLERANCE),
    );
    expect(wrong).toEqual([]);
  });

  test(`${backend} measures the distance from MHA to 1e-5 of float64`, async ({ page }) => {
    const distances = await page.evaluate(async (backend) => {
      const { engine } = await harness.start(backend);
      return [
        ...(await harness.compareDistances(engine, {}, 7)),
        ...(await harness.compareDistances(engine, { causal: false, kvRule: 'independent', headDim: 12 }, 7)),
      ];
    }, backend);
    for (const { computed, expected } of distances) expect(Math.abs(computed - expected)).toBeLessThan(TOLERANCE);
    expect(distances[3]?.computed).toBe(0);
    expect(distances[7]?.computed).toBeGreaterThan(1);
  });

  test(`${backend} holds after 100 traces what it held after one, and a run frees all of it`, async ({ page }) => {
    const memory = await page.evaluate(async (backend) => {
      const { engine } = await harness.start(backend);
      return harness.memoryAlongCells(engine);
    }, backend);
    const [before, first, last, after] = memory.map((each) => [each.numTensors, each.numBytes, each.numBytesInGPU]);
    expect(last).toEqual(first);
    expect(after).toEqual(before);
  });
}

test('the row of a trace is the row of the map, bit by bit', async ({ page }) => {
  const differences = await page.evaluate(async () => {
    const { engine } = await harness.start('webgl');
    return [await harness.compareWithMap(engine, 9), await harness.compareWithMap(engine, 66)];
  });
  expect(differences).toEqual([0, 0]);
});

test('a distance gives way to a run of anything else, to an audit and to another distance', async ({ page }) => {
  const ends = await page.evaluate(async () => {
    const { engine } = await harness.start('webgl');
    const ends = [];
    for (const by of ['run', 'audit', 'distanceFromMha'] as const)
      ends.push(await harness.interruptDistance(engine, by));
    return ends;
  });
  expect(ends).toEqual(['AbortError', 'AbortError', 'AbortError']);
});

test('refuses a head or a token that there is none of, with a sentence', async ({ page }) => {
  const sentences = await page.evaluate(async () => {
    const { engine } = await harness.start('webgl');
    const cell = { mechanism: 'gqa', queryHead: 0, queryPosition: 0, keyPosition: 0 } as const;
    const sentence = (change: object) =>
      engine.trace(harness.FIRST_REQUEST, { ...cell, ...change }).then(
        () => 'It was taken apart.',
        (error: Error) => error.message,
      );
    return [
      await sentence({ queryHead: 16 }),
      await sentence({ keyPosition: 10 }),
      await sentence({ queryPosition: -1 }),
    ];
  });
  expect(sentences).toEqual([
    'There is no query head 16: they are 0 to 15.',
    'There is no token at position 10: they are 0 to 9.',
    'There is no token at position -1: they are 0 to 9.',
  ]);
});
