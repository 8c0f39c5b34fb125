import type { Page } from 'playwright/test';
import { layerInput } from '../../src/attention/embeddings.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import { shapeOf } from '../../src/attention/sharing.ts';
import type { Mechanism, RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import { open, openModel, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from '../support/expectedRun.ts';
import { colorsIn, readCsv, saveAs } from '../support/files.ts';

const CONFIG: RunConfig = { ...DEFAULT_CONFIG, dModel: 64, numHeads: 8, numKvHeads: 2 };
const LINK = '#d=64&heads=8&kv=2&inspect=distance';
const TITLE = 'Distance from this MHA, against KV cache';
const KV_HEADS = [1, 2, 4, 8];
/** 2 × 8 d_k × 10 tokens × 4 B */
const BYTES_OF_ONE_KV_HEAD = 640;

/** ‖O − O_MHA‖ / ‖O_MHA‖ in float64, with the sum of squares written out. */
function expectedDistance(config: RunConfig): number {
  const outputOf = (mechanism: Mechanism) =>
    referenceAttention({
      x: layerInput(DEFAULT_TOKENS, config),
      weights: drawWeights(mechanism, config),
      shape: shapeOf(mechanism, config),
      causal: config.causal,
    }).output;
  const [gqa, mha] = [outputOf('gqa'), outputOf('mha')];
  let [difference, size] = [0, 0];
  for (const [index, value] of mha.entries()) {
    difference += ((gqa[index] as number) - value) ** 2;
    size += value ** 2;
  }
  return Math.sqrt(difference / size);
}

const swept = async (page: Page) => {
  await settled(page);
  await expect(page.locator('[data-sweep]')).toHaveAttribute('data-sweep', 'ready');
};
/** The point of one number of KV heads. */
const point = (page: Page, numKvHeads: number) =>
  page.getByRole('button', { name: new RegExp(`^${numKvHeads} KV heads?: `) });
const savedRows = async (page: Page) => readCsv((await saveAs(page, TITLE, 'CSV')).bytes).rows;

test('measures each number of KV heads as float64 does, and lets one be chosen', async ({ page }) => {
  await open(page, LINK);
  await swept(page);
  const [headings, ...rows] = await savedRows(page);
  expect(headings).toEqual(['KV heads', 'KV cache (B)', 'distance, seed 7']);
  expect(rows.map(([numKvHeads]) => Number(numKvHeads))).toEqual(KV_HEADS);
  for (const [numKvHeads, bytes, distance] of rows.map((row) => row.map(Number))) {
    const config = { ...CONFIG, numKvHeads: numKvHeads as number };
    expect(bytes).toBe(BYTES_OF_ONE_KV_HEAD * config.numKvHeads);
    expect(Math.abs((distance as number) - expectedDistance(config))).toBeLessThan(1e-5);
  }
  expect(rows.at(-1)?.[2]).toBe('0');
  await expect(page.getByText('the weights are random and untrained')).toBeVisible();
  await expect(page.getByText('The rule for K and V is the mean of MHA’s heads')).toBeVisible();
  expect(await page.locator('[data-sweep] svg').textContent()).not.toMatch(/quality/i);

  const png = await saveAs(page, TITLE, 'PNG');
  expect(await colorsIn(page, png.bytes)).toBeGreaterThan(5);

  // Only the mark moves.
  await expect(point(page, 2)).toHaveAttribute('aria-pressed', 'true');
  await point(page, 1).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/kv=1/);
  await expect(page.locator('[data-sweep]')).toHaveAttribute('data-sweep', 'ready');
  await expect(point(page, 1)).toHaveAttribute('aria-pressed', 'true');
  await expect(point(page, 1)).toBeFocused();
  await expect(point(page, 2)).toHaveAttribute('aria-pressed', 'false');
  await settled(page);
  expect(await violations(page)).toEqual([]);
});

test('measures other weights anew, and says what the other rule does to a distance', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, `${LINK}&rule=independent&causal=0`);
  await swept(page);
  await expect(page.getByText('The rule for K and V is independent')).toBeVisible();
  await openModel(page);
  await page.getByLabel('Seed', { exact: true }).fill('8');
  await page.keyboard.press('Enter');
  await swept(page);
  const [headings, ...rows] = await savedRows(page);
  expect(headings?.[2]).toBe('distance, seed 8');
  for (const [numKvHeads, , distance] of rows.map((row) => row.map(Number))) {
    const changes = { kvRule: 'independent', causal: false, seed: 8, numKvHeads: numKvHeads as number } as const;
    expect(Math.abs((distance as number) - expectedDistance({ ...CONFIG, ...changes }))).toBeLessThan(1e-5);
  }
  await page.getByLabel('Text', { exact: true }).fill('');
  await expect(page.getByText('There is no text, and so no output to measure')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('spreads over ten seeds: can be stopped, is cancelled by other settings, and gives median and range', async ({
  page,
}) => {
  await open(page, LINK);
  await swept(page);
  const button = page.getByRole('button', { name: /^(Spread over 10 seeds|Stop)$/ });
  // In one go: a fast machine would be done before a second key came.
  const progress = await button.evaluate(async (element: HTMLElement) => {
    element.click();
    await new Promise(requestAnimationFrame);
    const words = element.parentElement?.innerText;
    element.click();
    return words;
  });
  expect(progress).toMatch(/^Stop\s+\d+ of 40 distances$/);
  await expect(page.getByText(/^Stopped, with \d+ distances? kept\.$/)).toBeVisible();
  await expect(page.getByText('of 40 distances')).toHaveCount(0);

  await openModel(page);
  await page.getByLabel('Seed', { exact: true }).fill('8');
  await page.keyboard.press('Enter');
  await swept(page);
  const nextSeed = await page.getByRole('button', { name: '+1' }).elementHandle();
  await button.evaluate((element: HTMLElement, next) => {
    element.click();
    (next as HTMLElement).click();
  }, nextSeed);
  await expect(
    page.getByText('The text, the settings or the engine changed: the spread over seeds was cancelled.'),
  ).toBeVisible();
  await swept(page);

  await button.press('Enter');
  await expect(page.getByText('Median and range over seeds 9 to 18.')).toBeVisible();
  const [headings, ...rows] = await savedRows(page);
  expect(headings?.slice(3)).toEqual(['seeds', 'median', 'least', 'most']);
  const distances = Array.from({ length: 10 }, (_, index) =>
    expectedDistance({ ...CONFIG, numKvHeads: 2, seed: 9 + index }),
  ).sort((a, b) => a - b);
  const [, , , count, median, least, most] = (rows[1] ?? []).map(Number) as [number, ...number[]];
  expect(count).toBe(10);
  expect(median).toBeCloseTo(((distances[4] as number) + (distances[5] as number)) / 2, 5);
  expect(least).toBeCloseTo(distances[0] as number, 5);
  expect(most).toBeCloseTo(distances[9] as number, 5);
  expect(await violations(page)).toEqual([]);
});
