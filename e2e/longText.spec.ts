import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { formatWeight } from '../src/attention/numbers/format.ts';
import type { RunConfig } from '../src/attention/types.ts';
import { colorTable } from '../src/charts/color/colorTables.ts';
import { COLORS, scalePosition } from '../src/charts/color/weightScale.ts';
import { chips, column, columns, map, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, expectedWeights } from './support/expectedRun.ts';
import { withSmallTextures } from './support/faults.ts';
import { LONG_MS } from './support/limits.ts';
import { expectMaps, readPixels } from './support/maps.ts';

/** Small, because a machine without a GPU computes 2,048 tokens, too. */
const LINK = '#d=16&heads=2&kv=1';
const CONFIG: RunConfig = { ...DEFAULT_CONFIG, dModel: 16, numHeads: 2, numKvHeads: 1 };

test.describe.configure({ timeout: LONG_MS });

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);
const textBox = (page: Page) => page.getByLabel('Text', { exact: true });
const longNote = (page: Page) => page.getByRole('paragraph').filter({ hasText: 'Long text:' });
const readout = (page: Page) => page.locator('.explore > .cell-readout');

async function openWords(page: Page, count: number) {
  await open(page, LINK);
  await textBox(page).fill(words(count).join(' '));
  await settled(page, LONG_MS);
}

/** Makes a run count as a slow one, which shows that it computes, after `delayMs`, or never, on any machine. */
async function countAsSlowAfter(page: Page, delayMs: number | null) {
  await page.addInitScript((delayMs) => {
    const { setTimeout } = window;
    const changed = (callback: () => void, delay?: number) => {
      if (delay !== 300) return setTimeout(callback, delay);
      return delayMs === null ? 0 : setTimeout(callback, delayMs);
    };
    Object.assign(window, { setTimeout: changed });
  }, delayMs);
}

/** Tokens along a block's side, as the page says. */
async function strideOf(page: Page): Promise<number> {
  return Number(/largest of (\d+) × \1 weights/.exec(await longNote(page).innerText())?.[1]);
}

test('shows of 256 tokens the largest weights that fall on each pixel, and of 257 that of each block', async ({
  page,
}) => {
  await openWords(page, 256);
  await expect(longNote(page)).toHaveCount(0);
  await expect(column(page, 'gqa').locator('canvas[data-painted]')).toHaveCount(2);
  await expectMaps(page, { tokens: words(256), config: CONFIG });

  await openWords(page, 257);
  const stride = await strideOf(page);
  const side = Math.ceil(257 / stride);
  expect(stride).toBeGreaterThan(1);
  const table = colorTable('ink', 'light');
  for (const { mechanism, region } of columns(page)) {
    await expect(region.locator('canvas[data-painted]')).toHaveCount(2);
    const weights = expectedWeights(mechanism, words(257), CONFIG);
    const maps = await region.locator('canvas').evaluateAll(readPixels);
    const wrong = maps.flatMap(({ width, rgba }, head) => {
      expect(width).toBe(side);
      return largestOfBlocks(weights.subarray(head * 257 ** 2, (head + 1) * 257 ** 2), 257, stride).flatMap(
        (weight, cell) => {
          const shown = `${rgba.slice(4 * cell, 4 * cell + 4)}`;
          if (cell % side > Math.floor(cell / side)) return shown === '0,0,0,0' ? [] : [`${cell} is not transparent`];
          const entry = Math.round((COLORS - 1) * scalePosition(weight));
          const allowed = [entry - 1, entry, entry + 1].map((index) => `${table.subarray(4 * index, 4 * index + 4)}`);
          return allowed.includes(shown) ? [] : [`${cell} does not show ${weight}`];
        },
      );
    });
    expect(wrong, `blocks of ${mechanism} in a wrong colour`).toEqual([]);
  }
});

test('bounds the weight under the pointer by its block until the whole head has come, then reads it exactly', async ({
  page,
}) => {
  await openWords(page, 400);
  const stride = await strideOf(page);
  await page.evaluate(() => {
    const texts: string[] = [];
    new MutationObserver(() => {
      const text = document.querySelector('.cell-readout')?.textContent ?? '';
      if (text.includes('attends')) texts.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { texts });
  });
  await map(page, 'mha', 1, CONFIG).hover({ position: { x: 20, y: 80 } });
  await expect(readout(page)).not.toContainText('at most');

  const [, query, key, mha, gqa] =
    /\((\d+)\) attends to .* \((\d+)\) · .* MHA (.+) \(KV .* GQA (.+) \(KV \d+\) ·/.exec(
      await readout(page).innerText(),
    ) ?? [];
  const cell = (400 + Number(query)) * 400 + Number(key);
  expect(mha).toBe(formatWeight(expectedWeights('mha', words(400), CONFIG)[cell] ?? Number.NaN));
  expect(gqa).toBe(formatWeight(expectedWeights('gqa', words(400), CONFIG)[cell] ?? Number.NaN));
  const texts = await page.evaluate(() => Reflect.get(window, 'texts') as string[]);
  expect(texts[0]).toMatch(new RegExp(`MHA (at most 0\\.\\d{3,}|< 0\\.001) .* in this ${stride} × ${stride} block`));
});

test('comes to an end on a GPU with small textures, and shows how far it is until then', async ({ context, page }) => {
  await withSmallTextures(context);
  await countAsSlowAfter(page, 0);
  await open(page, '#d=64&heads=16&kv=4');
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('webgl in the worker');
  await page.evaluate(() => {
    const seen = { steps: new Set<string>() };
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar]');
      if (bar) seen.steps.add(bar.parentElement?.textContent ?? '');
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { seen });
  });
  await textBox(page).fill(words(600).join(' '));
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'seen').steps.size), { timeout: LONG_MS })
    .toBeGreaterThan(0);
  await settled(page, LONG_MS);
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('webgl in the worker');
  const checks = page.getByRole('region', { name: 'Self-checks' }).getByRole('listitem');
  await expect(checks.filter({ hasText: 'Every row of every map sums to 1' })).toContainText('holds');
  await expect(checks.filter({ hasText: 'FAILS' })).toHaveCount(0);
});

test('takes 2,048 tokens: tells the cost before it is paid, shows that it computes, and says what it left out', async ({
  page,
}) => {
  await countAsSlowAfter(page, 0);
  await open(page, '#d=16&heads=1');
  await page.evaluate(() => {
    const seen = { notes: [] as string[], progress: false, isFaded: false };
    new MutationObserver(() => {
      seen.notes.push(document.querySelector('.long-text-note')?.textContent ?? '');
      seen.progress ||= document.querySelector('[role=progressbar]') !== null;
      seen.isFaded ||= document.querySelectorAll('.map-grid__maps--stale').length === 3;
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { seen });
  });
  await textBox(page).fill(words(2_100).join(' '));
  const cost = '2,048 tokens × 1 head × 3 mechanisms: 50 MB of weights; computed head by head';
  await settled(page, LONG_MS);
  await expect(longNote(page)).toContainText(new RegExp(`${cost} in [\\d.]+ s`));
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.locator('.map-grid__maps--stale')).toHaveCount(0);
  const seen = await page.evaluate(() => Reflect.get(window, 'seen'));
  expect(seen).toMatchObject({
    notes: expect.arrayContaining([`Long text: ${cost} …`]),
    progress: true,
    isFaded: true,
  });

  await expect(page.getByText('2,048 tokens used, 52 left out')).toBeVisible();
  await expect(chips(page)).toHaveCount(513);
  await expect(chips(page).last()).toHaveText('and 1,536 more');

  const target = map(page, 'mqa', 0, { ...CONFIG, numHeads: 1 });
  await target.focus();
  await expect(target).toHaveAttribute('aria-rowcount', '2049');
  for (const key of ['Enter', 'PageDown', 'End']) await page.keyboard.press(key);
  await expect(readout(page)).toContainText('w2047 (2047) attends to w2047 (2047) · query head 0');
  await expect(page.getByText('The weights of query head 0 are here.')).toBeAttached();
  await expect(page.getByRole('gridcell').and(page.locator(':focus'))).toHaveText(/^(0\.\d{3}|< 0\.001)$/);

  const stride = await strideOf(page);
  // Beside Inspect the column of the head that it follows is the one that stands whole.
  const region = column(page, 'mqa');
  await region.getByText('Data table').click();
  await expect(region.getByRole('rowheader').first()).toHaveText(`tokens 0–${stride - 1}`);
  await expect(region.locator('caption')).toContainText(
    `largest attention weight in each block of ${stride} × ${stride}`,
  );

  await region.getByRole('button', { name: 'Save MQA maps' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    region.getByRole('button', { name: 'CSV' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines[1]).toBe(`# each cell shows the largest of ${stride} × ${stride} weights`);
  expect(lines.find((line) => line.startsWith('MQA'))).toMatch(
    new RegExp(`^MQA,0,0,0,${stride - 1},0,${stride - 1},[01]`),
  );
});

test('shows no sign of computing where a run is over before a glance', async ({ page }) => {
  await countAsSlowAfter(page, null);
  await open(page, LINK);
  await page.evaluate(() => {
    const seen: string[] = [];
    new MutationObserver(() => {
      if (document.querySelector('[role=progressbar], .map-grid__maps--stale')) seen.push(document.title);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { seen });
  });
  await textBox(page).fill('To be or not');
  await settled(page);
  expect(await page.evaluate(() => Reflect.get(window, 'seen'))).toEqual([]);
});

/** [side, side]: the largest of each stride × stride block of `weights` [tokens, tokens]. */
function largestOfBlocks(weights: Float64Array, tokens: number, stride: number): number[] {
  const side = Math.ceil(tokens / stride);
  const largest = new Array<number>(side * side).fill(0);
  weights.forEach((weight, index) => {
    const [query, key] = [Math.floor(index / tokens), index % tokens];
    const block = Math.floor(query / stride) * side + Math.floor(key / stride);
    largest[block] = Math.max(largest[block] ?? 0, weight);
  });
  return largest;
}
