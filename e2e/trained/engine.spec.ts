import { expect, test } from 'playwright/test';
import { ENGLISH_SENTENCES } from '../../src/attention/labels/sentences.ts';
import { type ServedHarness, serveHarness } from '../harness/serve.ts';

let served: ServedHarness;

test.beforeAll(async () => {
  served = await serveHarness();
});

test.afterAll(() => served.close());

test.beforeEach(async ({ page }) => {
  await page.goto(served.url);
  await page.waitForFunction(() => 'harness' in globalThis);
});

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
