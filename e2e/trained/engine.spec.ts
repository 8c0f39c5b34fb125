import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { expect, test } from '../harness/test.ts';

const TOLERANCE = 1e-5;

for (const backend of ['webgl', 'wasm', 'cpu'] as const) {
  test(`${backend} runs the shipped models to 1e-5 of float64: maps, guesses and cells of both layers`, async ({
    page,
  }) => {
    const results = await page.evaluate(
      async ([backend, text]) => {
        const { engine, status } = await harness.start(backend);
        if (status.backend !== backend) throw new Error(`${status.backend} runs instead.`);
        return harness.compareTrained(engine, text);
      },
      [backend, ENGLISH_SENTENCES[1] ?? ''] as const,
    );
    expect(results.map(({ layer }) => layer)).toEqual([1, 0]);
    const over = results.filter(
      ({ maps, words, traces, deviation }) =>
        ![maps, words, deviation, ...Object.values(traces)].every((difference) => difference <= TOLERANCE),
    );
    expect(over).toEqual([]);
  });
}

for (const [backend, tokens] of [
  ['webgl', 1024],
  ['wasm', 600],
] as const) {
  test(`${backend} runs ${tokens} tokens a few heads at a time, to 1e-5 of float64`, async ({ page }) => {
    const { prefix, sums } = await page.evaluate(
      async ([backend, tokens]) => harness.compareLongTrained((await harness.start(backend)).engine, tokens),
      [backend, tokens] as const,
    );
    expect(prefix).toBeLessThan(TOLERANCE);
    expect(sums).toBeLessThan(TOLERANCE);
  });

  test(`${backend} holds after 40 texts of trained models what it held after the first`, async ({ page }) => {
    const { before, after } = await page.evaluate(
      async (backend) => harness.memoryAlongTrainedTexts((await harness.start(backend)).engine),
      backend,
    );
    expect([after.numTensors, after.numBytes]).toEqual([before.numTensors, before.numBytes]);
    expect(after.numBytesInGPU).toBe(before.numBytesInGPU);
  });
}

test('labels heads alike in all backends, and gives way to another run', async ({ page }) => {
  const { labels, outcomes } = await page.evaluate(async () => {
    const labels = [];
    for (const backend of ['webgl', 'wasm', 'cpu'] as const) {
      const { engine } = await harness.start(backend);
      labels.push(await harness.trainedLabels(engine));
      await engine.stop();
    }
    return { labels, outcomes: await harness.interruptLabels((await harness.start('webgl')).engine) };
  });
  const [webgl, ...others] = labels;
  expect(webgl?.kinds).toHaveLength(3 * 16);
  for (const kind of ['previous', 'induction', 'mark']) expect(webgl?.kinds).toContain(kind);
  for (const { kinds, scores } of others) {
    expect(kinds).toEqual(webgl?.kinds);
    for (const [index, score] of scores.entries())
      expect(Math.abs(score - (webgl?.scores[index] ?? Number.NaN))).toBeLessThan(TOLERANCE);
  }
  expect(outcomes).toEqual(['AbortError: This was dropped: a newer request came.', 'It was answered.']);
});

test('refuses with a sentence what trained models cannot answer, and goes on', async ({ page }) => {
  const refusals = await page.evaluate(async () => harness.refusalsOfTrained((await harness.start('webgl')).engine));
  expect(refusals).toEqual({
    unknown: 'Error: The engine was not given the trained model nobody.',
    otherSizes:
      'Error: The model kv 1 has d_model 256, 16 query heads and 1 KV head, and the run asks for d_model 256, 16 query heads and 4 KV heads.',
    withoutMask:
      'Error: Trained models are causal and have positions and biases: a run with them cannot do without these.',
    withNaN: 'Error: The backend returned NaN or an infinity in gqa: its numbers are not shown.',
    incomplete: 'Error: norm.bias should have 256 numbers, but has none.',
    distance:
      'Error: Trained MHA, GQA and MQA are three models, each with words of its own: their outputs have no distance.',
    tooShort: 'Error: A text of 2 tokens is too short for fair labels.',
    randomLabels: 'Error: Random weights have learned nothing that a label could name.',
    randomWord: 'Error: Random weights have no readout that could guess the next word.',
    afterwards: 'It was answered.',
  });
});

test('audits a trained run with figures that pass, and gives out the input of each mechanism’s layer', async ({
  page,
}) => {
  const { checks, shapes } = await page.evaluate(async () =>
    harness.auditTrained((await harness.start('webgl')).engine),
  );
  expect(checks.map(({ id, passed }) => [id, passed])).toEqual(
    ['row-sums', 'gqa-is-mqa', 'gqa-is-mha', 'copied-kv', 'parameters', 'mask', 'reference'].map((id) => [id, true]),
  );
  expect(shapes).toMatchObject({
    x: [24, 256],
    'mha.x': [24, 256],
    'gqa.x': [24, 256],
    'mqa.x': [24, 256],
    'gqa.w_k.weight': [64, 256],
    'gqa.w_o.bias': [256],
    'mqa.attention_weights': [16, 24, 24],
    'mha.output': [24, 256],
    'sdpa.output': [24, 256],
  });
});
