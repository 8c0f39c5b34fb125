import type { Page } from 'playwright/test';
import { formatWeight } from '../../src/attention/numbers/format.ts';
import type { RunConfig } from '../../src/attention/types.ts';
import { open, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from '../support/expectedRun.ts';
import { textBox } from '../support/small.ts';

/** 1 < KV heads < heads: where the wrong head's numbers would show. */
const LINK = '#d=32&heads=4&kv=2&inspect=cell&head=3';
const CONFIG: RunConfig = { ...DEFAULT_CONFIG, dModel: 32, numHeads: 4, numKvHeads: 2 };
const HEAD = 3;
const LAST = DEFAULT_TOKENS.length - 1;

const grid = (page: Page) => page.getByRole('grid', { name: /attention map$/ });
const figures = (page: Page) => page.locator('.zoom-map__figures');

/** What the page reads out of the cell that it names. */
async function reading(page: Page) {
  const text = await figures(page).innerText();
  const [, query, key, weight, rank, visible, sum] =
    /\((\d+)\) attends to .*\((\d+)\): ([\d.]+), rank (\d+) of (\d+) visible keys; its row adds up to ([\d.]+)/.exec(
      text,
    ) ?? [];
  return { text, query: Number(query), key: Number(key), weight: Number(weight), rank: Number(rank), visible, sum };
}

test('reads out every weight of a row, its rank and the row’s sum as the reference has them, by keyboard alone', async ({
  page,
}) => {
  await open(page, LINK);
  const weights = expectedWeights('gqa', DEFAULT_TOKENS, CONFIG);
  const row = [...weights.subarray((HEAD * 10 + LAST) * 10, (HEAD * 10 + LAST + 1) * 10)];
  // Every cell of so short a text can be pointed at: nothing zooms but keys and wheel.
  await expect(page.getByRole('group', { name: 'Zoom' })).toHaveCount(0);
  await grid(page).locator('[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  await expect(grid(page).locator(':focus')).toHaveText(formatWeight(row[0] ?? 0));
  for (const [key, expected] of row.entries()) {
    const { query, key: shown, weight, rank, visible, sum } = await reading(page);
    expect([query, shown, visible, sum]).toEqual([LAST, key, '10', '1.00']);
    expect(Math.abs(weight - expected)).toBeLessThan(5e-4);
    expect(rank).toBe(1 + row.filter((other) => other > expected).length);
    if (key < LAST) await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('PageUp');
  await expect(figures(page)).toContainText('must not attend to question (9): masked');
  await page.keyboard.press('Control+Home');
  await expect(figures(page)).toContainText('1.00, the only visible key');
  await expect(page).toHaveURL(/cell=3\.0\.0/);
  expect(await violations(page)).toEqual([]);
});

test('zooms, pans and comes back by keys, the selected cell in view, and shows where it is', async ({ page }) => {
  await open(page, `${LINK}&cell=3.7.2`);
  const mark = page.locator('.zoom-map__mark--selected .zoom-map__ring').first();
  const mini = page.locator('.zoom-map__mini');
  await expect(mini).toHaveCount(0);
  await grid(page).locator('[tabindex="0"]').focus();
  const small = await mark.boundingBox();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(mini).toBeVisible();
  await expectWithin(page, small?.width ?? 0);
  await page.keyboard.press('End');
  await expectWithin(page, small?.width ?? 0);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowUp');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('0');
  await expect(mini).toHaveCount(0);

  await grid(page).hover();
  await page.mouse.wheel(0, -300);
  await expect(mini).toBeVisible();
  await page.getByRole('button', { name: 'Whole map' }).click();
  await expect(mini).toHaveCount(0);

  async function expectWithin(page: Page, atLeast: number) {
    const [cell, frame] = [await mark.boundingBox(), await grid(page).boundingBox()];
    if (!cell || !frame) throw new Error('The map is not on the page.');
    expect(cell.width).toBeGreaterThan(atLeast);
    expect(cell.x).toBeGreaterThan(frame.x - 2);
    expect(cell.y).toBeGreaterThan(frame.y - 2);
    expect(cell.x + cell.width).toBeLessThan(frame.x + frame.width + 2);
    expect(cell.y + cell.height).toBeLessThan(frame.y + frame.height + 2);
  }
});

test('reads single weights of 512 tokens, thins out labels and gives them all near by', async ({ page }) => {
  const words = Array.from({ length: 512 }, (_, index) => `w${index}`);
  await open(page, '#d=16&heads=2&kv=1&inspect=cell&head=1');
  await textBox(page).fill(words.join(' '));
  await settled(page, 40_000);
  await expect(figures(page)).toContainText('(511) attends to');
  const config = { ...DEFAULT_CONFIG, dModel: 16, numHeads: 2, numKvHeads: 1 };
  const weights = expectedWeights('gqa', words, config);
  // The strongest cell of the last row, in three digits.
  const lastRow = weights.subarray((512 + 511) * 512, (512 + 512) * 512);
  const { weight, key, sum } = await reading(page);
  expect(lastRow[key]).toBe(Math.max(...lastRow));
  expect(Math.abs(weight - Math.max(...lastRow))).toBeLessThan(1e-4);
  expect(sum).toBe('1.00');
  const labels = page.locator('.token-axes__label--query');
  expect(await labels.count()).toBeLessThan(40);
  await expect(labels.filter({ hasText: 'w511' })).toHaveCount(1);
  await expect(
    page.getByText(/each cell shows the largest of \d+ × \d+ weights: zoom in to see each of them/),
  ).toBeVisible();
  // With the whole width there is room for all of them.
  await page.getByRole('button', { name: 'Wide', exact: true }).click();
  await page.getByRole('button', { name: 'Go to cell' }).click();
  await expect(labels).toHaveCount(12);
  await expect(page.getByText(/zoom in to see each/)).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});
