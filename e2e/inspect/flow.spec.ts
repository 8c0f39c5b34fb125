import type { Page } from 'playwright/test';
import { open, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from '../support/expectedRun.ts';
import { textBox } from '../support/small.ts';

const CONFIG = { ...DEFAULT_CONFIG, dModel: 32, numHeads: 4, numKvHeads: 2 };
const LINK = '#d=32&heads=4&kv=2&inspect=flow&head=3';

const grid = (page: Page) => page.getByRole('grid', { name: /token flow$/ });
const token = (page: Page, side: 'query' | 'key', position: number) =>
  grid(page).locator(`[data-side="${side}"][data-position="${position}"]`);

test('averages the rows of the tokens that a link names, as the reference does', async ({ page }) => {
  await open(page, `${LINK}&rows=2.9`);
  await expect(page.getByText('mean of 2 rows', { exact: true })).toBeVisible();
  await page.getByRole('tabpanel').getByText('Data table').click();
  const rows = page.getByRole('table', { name: /GQA, query head 3, KV head 1: mean of 2 rows: 2 or, 9 question/ });
  const weights = expectedWeights('gqa', DEFAULT_TOKENS, CONFIG);
  const at = (query: number, key: number) => weights[(3 * 10 + query) * 10 + key] ?? 0;
  const cells = await rows
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)));
  expect(cells.map(([, seenBy]) => seenBy)).toEqual([...'2221111111']);
  for (const [key, [mean]] of cells.entries()) {
    expect(Math.abs(Number(mean) - (at(2, key) + at(9, key)) / 2)).toBeLessThan(1e-5);
  }
  expect(await violations(page)).toEqual([]);
});

test('selects tokens, keeps one’s lines and clears by keyboard alone, and stays open', async ({ page }) => {
  await open(page, LINK);
  await expect(page.getByText('All 55 lines are drawn.')).toBeVisible();
  await token(page, 'query', 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(token(page, 'query', 2)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('All 3 lines are drawn.')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/rows=2\.3/);
  // Both selected queries may attend to the first key.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Home');
  await expect(page.getByText('All 2 lines are drawn.')).toBeVisible();
  await expect(token(page, 'key', 0)).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/rows=/);
  await expect(grid(page)).toHaveCount(1);
});

test('draws the strongest lines of 512 tokens and says so, keeps one token’s under the pointer, and scrolls', async ({
  page,
}) => {
  const words = Array.from({ length: 512 }, (_, index) => `w${index}`);
  await open(page, '#d=16&heads=2&kv=1&inspect=flow');
  await textBox(page).fill(words.join(' '));
  await settled(page, 40_000);
  const weights = expectedWeights('gqa', words, { ...DEFAULT_CONFIG, dModel: 16, numHeads: 2, numKvHeads: 1 });
  const visible = [...weights.subarray(0, 512 * 512)].filter((_, cell) => cell % 512 <= Math.floor(cell / 512));
  const weakest = visible.sort((a, b) => b - a)[599] ?? 0;
  const said = page.getByText(/^The strongest 600 of 131,328 lines are drawn; the weakest of them is /);
  await expect(said).toBeVisible();
  const [, figure] = /the weakest of them is ([\d.]+\d)\./.exec(await said.innerText()) ?? [];
  expect(Math.abs(Number(figure) - weakest)).toBeLessThan(1e-4);

  const box = await page.locator('.token-flow__svg').boundingBox();
  if (!box) throw new Error('The picture is not on the page.');
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  await expect(page.getByText(/^All 2\d\d lines are drawn\./)).toBeVisible();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(said).toBeVisible();

  await page.getByLabel('Every label').check();
  await token(page, 'query', 0).focus();
  await page.keyboard.press('End');
  await expect(page.locator('.token-flow__label--query', { hasText: 'w511' })).toBeInViewport();
  expect(await violations(page)).toEqual([]);
});
