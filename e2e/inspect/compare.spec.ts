import type { Locator, Page } from 'playwright/test';
import { MECHANISM_SHORT, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { open, openModel, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { headOf, likeness, meanTotalVariation } from '../support/comparedHeads.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from '../support/expectedRun.ts';
import { textBox } from '../support/small.ts';

const TOLERANCE = 1e-5;
const inspect = (page: Page) => page.getByRole('region', { name: 'Inspect', exact: true });
const figure = (page: Page, mechanism: Mechanism) =>
  inspect(page).getByRole('region', { name: `${MECHANISM_SHORT[mechanism]} heads`, exact: true });
const heads = (page: Page, name: string) => inspect(page).getByRole('list', { name: `${name}, head by head` });

/** The rows of the data table within `part`, without their names. */
async function tableIn(part: Locator): Promise<{ names: string[]; rows: string[][] }> {
  await part.getByText('Data table').click();
  const rows = part.getByRole('table').locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const names = await part.getByRole('table').locator('thead th').allInnerTexts();
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.innerText)),
  );
  return { names, rows: cells };
}

function expectLikeness(shown: { names: string[]; rows: string[][] }, weights: Float64Array, config: RunConfig) {
  const order = shown.names.slice(1).map((name) => Number(name.replace('Q ', '')));
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: config.numHeads }, (_, head) => head));
  const { length } = DEFAULT_TOKENS;
  for (const [row, a] of order.entries()) {
    for (const [column, b] of order.entries()) {
      const expected = likeness(headOf(weights, a, length), headOf(weights, b, length), length, config.causal);
      expect(Math.abs(Number(shown.rows[row]?.[column]) - expected), `Q ${a} and Q ${b}`).toBeLessThan(TOLERANCE);
    }
  }
}

test('likeness: every figure is an independent computation’s, in every mechanism and order', async ({ page }) => {
  await open(page, '#inspect=likeness');
  for (const mechanism of MECHANISMS) {
    const weights = expectedWeights(mechanism, DEFAULT_TOKENS, DEFAULT_CONFIG);
    expectLikeness(await tableIn(figure(page, mechanism)), weights, DEFAULT_CONFIG);
  }
  const gqa = expectedWeights('gqa', DEFAULT_TOKENS, DEFAULT_CONFIG);
  const { numHeads, numKvHeads } = shapeOf('gqa', DEFAULT_CONFIG);
  const within: number[] = [];
  for (let a = 0; a < numHeads; a++) {
    for (let b = 0; b < a; b++) {
      if (Math.floor((a * numKvHeads) / numHeads) !== Math.floor((b * numKvHeads) / numHeads)) continue;
      within.push(likeness(headOf(gqa, a, 10), headOf(gqa, b, 10), 10, true));
    }
  }
  const mean = within.reduce((sum, value) => sum + value, 0) / within.length;
  const spread = Math.sqrt(within.reduce((sum, value) => sum + (value - mean) ** 2, 0) / within.length);
  await expect(figure(page, 'gqa')).toContainText(`within groups ${mean.toFixed(3)} ± ${spread.toFixed(3)} (24 pairs)`);
  await expect(figure(page, 'gqa')).toContainText('alike than heads that don’t, on this text');
  await expect(figure(page, 'mha')).toContainText('there are no pairs within a group');
  await expect(figure(page, 'mqa')).toContainText('there are no pairs across groups');
  await expect(inspect(page)).toContainText('Means over 9 rows. Row 0 is left out');
  expect(await violations(page)).toEqual([]);

  await inspect(page).getByLabel('Heads', { exact: true }).selectOption('by likeness');
  await expect(page).toHaveURL(/order=likeness/);
  const names = await figure(page, 'gqa').getByRole('table').locator('thead th').allInnerTexts();
  const rows = await figure(page, 'gqa')
    .getByRole('table')
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.innerText)));
  expectLikeness({ names, rows }, gqa, DEFAULT_CONFIG);
});

test('likeness: a pair is found, kept and followed with the keyboard alone', async ({ page }) => {
  // So many heads that not every cell is there as an element.
  await open(page, '#d=64&heads=64&kv=16&inspect=likeness&wide=1');
  const grid = inspect(page).getByRole('grid', { name: 'GQA: how alike two heads are' });
  await expect(grid).toBeVisible();
  await inspect(page).getByRole('button', { name: 'Save GQA heads' }).focus();
  await page.keyboard.press('Tab');
  await expect(grid.getByRole('gridcell').first()).toBeFocused();
  await expect(inspect(page)).toContainText('Q 0 with itself');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(inspect(page)).toContainText(/Q 0 and Q 2, how alike: MHA 0\.\d{4} · GQA 0\.\d{4} \(both read KV 0\)/);
  await page.keyboard.press('End');
  await expect(inspect(page)).toContainText('Q 0 and Q 63');
  await page.keyboard.press('ArrowDown');
  await expect(inspect(page)).toContainText('Q 1 and Q 63');
  expect(await violations(page)).toEqual([]);
  await inspect(page).getByRole('button', { name: 'Go to Q 2' }).press('Enter');
  await expect(page).toHaveURL(/inspect=cell.*head=2/);
  // The button went with its pane: the focus must not be lost.
  await expect(inspect(page).getByRole('tab', { name: 'Cell' })).toBeFocused();
});

test('difference: figures are an independent computation’s, and lead to the cells that differ most', async ({
  page,
}) => {
  await open(page, '#inspect=difference');
  const [gqa, mha] = (['gqa', 'mha'] as const).map((one) => expectedWeights(one, DEFAULT_TOKENS, DEFAULT_CONFIG));
  const { rows } = await tableIn(inspect(page));
  const distances = rows.map(([distance]) => Number(distance));
  for (const [head, distance] of distances.entries()) {
    const expected = meanTotalVariation(
      headOf(gqa as Float64Array, head, 10),
      headOf(mha as Float64Array, head, 10),
      10,
      true,
    );
    expect(Math.abs(distance - expected), `Q ${head}`).toBeLessThan(TOLERANCE);
    await expect(heads(page, 'GQA − MHA').getByRole('button').nth(head)).toContainText(expected.toFixed(3));
  }
  const overall = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  await expect(inspect(page)).toContainText(`mean total-variation distance ${overall.toFixed(3)} over 16 heads`);

  // The cell of all that differs most, by a search of its own.
  const gaps = (gqa as Float64Array).map((weight, cell) => weight - (mha?.[cell] ?? 0));
  const most = gaps.reduce((best, gap, cell) => (Math.abs(gap) > Math.abs(gaps[best] ?? 0) ? cell : best), 0);
  const first = inspect(page).getByRole('region', { name: 'Cells that differ most' }).getByRole('button').first();
  await expect(first).toContainText(`Q ${Math.floor(most / 100)}`);
  await expect(first).toContainText((gaps[most] as number).toFixed(4).replace('-', '−'));
  await first.click();
  const [head, query, key] = [Math.floor(most / 100), Math.floor(most / 10) % 10, most % 10];
  await expect(page).toHaveURL(new RegExp(`cell=${head}\\.${query}\\.${key}&.*head=${head}`));

  // From head to head with arrow keys; Enter goes to the cell.
  await heads(page, 'GQA − MHA').getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(heads(page, 'GQA − MHA').getByRole('button').nth(9)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cell=9\./);
  expect(await violations(page)).toEqual([]);

  await inspect(page).getByRole('button', { name: 'Swap' }).click();
  await expect(first).toContainText((-(gaps[most] as number)).toFixed(4).replace('-', '−'));
  await inspect(page).getByLabel('Heads', { exact: true }).selectOption('most different first');
  const sorted = [...distances].sort((a, b) => b - a);
  await expect(heads(page, 'MHA − GQA').getByRole('button').first()).toContainText((sorted[0] as number).toFixed(3));
  await inspect(page).getByLabel('minus', { exact: true }).selectOption('MHA');
  await expect(inspect(page)).toContainText('MHA − MHA: the same mechanism twice, nothing differs.');
  await inspect(page).getByRole('button', { name: 'Show its arithmetic' }).click();
  await expect(page).toHaveURL(/inspect=cell/);
});

test('comparisons follow settings and text, and say so where there is nothing to compare', async ({ page }) => {
  await open(page, '#inspect=difference&d=64&heads=4&kv=2');
  const config: RunConfig = { ...DEFAULT_CONFIG, dModel: 64, numHeads: 4, numKvHeads: 2 };
  const first = heads(page, 'GQA − MHA').getByRole('button').first();
  const expectDistance = async (tokens: readonly string[], seed: number) => {
    const [gqa, mha] = (['gqa', 'mha'] as const).map((one) =>
      headOf(expectedWeights(one, tokens, { ...config, seed }), 0, tokens.length),
    );
    const expected = meanTotalVariation(gqa as Float64Array, mha as Float64Array, tokens.length, true);
    await expect(first).toContainText(expected.toFixed(3));
  };
  await expectDistance(DEFAULT_TOKENS, 7);
  await openModel(page);
  await page.getByRole('button', { name: '+1' }).click();
  await expectDistance(DEFAULT_TOKENS, 8);

  // A long text, whose heads come whole from the engine one after the other: the last of two quick changes counts.
  const long = Array.from({ length: 300 }, (_, position) => `w${position % 97}`);
  await textBox(page).fill(long.join(' '));
  await page.getByRole('button', { name: '+1' }).click();
  await settled(page);
  await expectDistance(long, 9);
  await expect(inspect(page)).toContainText(/each cell: the largest of \d+ × \d+ differences/);
  await expect(inspect(page)).toContainText('Means over 299 rows');

  await textBox(page).fill('one');
  await expect(inspect(page)).toContainText('One token sees itself alone');
  await inspect(page).getByRole('tab', { name: 'Who looks alike' }).click();
  await expect(inspect(page)).toContainText('One token sees itself alone');
  await textBox(page).fill('');
  await expect(inspect(page)).toContainText('Type a text: without tokens there is no attention.');
});

test('heads are compared on a thread of their own, and in the page where that does not load', async ({
  page,
  tolerate,
}) => {
  await open(page, '#inspect=difference&d=64&heads=4&kv=2');
  await expect(inspect(page)).toContainText('mean total-variation distance');
  expect(page.workers().filter((worker) => worker.url().includes('analysisWorker'))).toHaveLength(1);
  const words = await inspect(page).getByText('GQA − MHA: mean').innerText();

  tolerate(/Failed to load resource/);
  await page.route('**/analysisWorker*', (route) => route.abort());
  await page.reload();
  await settled(page);
  await expect(inspect(page)).toContainText(words);
  expect(page.workers().filter((worker) => worker.url().includes('analysisWorker'))).toHaveLength(0);
});

test('heads are compared in the page where their thread ends in the midst of it, without a word', async ({ page }) => {
  await page.route('**/analysisWorker*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${endAtTheFirstHead})();\n${await response.text()}` });
  });
  await open(page, '#inspect=difference&d=64&heads=4&kv=2');
  await expect(inspect(page)).toContainText('mean total-variation distance');
  expect(page.workers().filter((worker) => worker.url().includes('analysisWorker'))).toHaveLength(0);
});

/** Runs in the worker. */
function endAtTheFirstHead(): void {
  addEventListener('message', (event: MessageEvent<{ path?: string[] }>) => {
    if (event.data.path?.[0] !== 'add') return;
    event.stopImmediatePropagation();
    close();
  });
}
