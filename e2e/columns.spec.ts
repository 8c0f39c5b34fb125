import type { Locator, Page } from 'playwright/test';
import { formatWeight } from '../src/attention/numbers/format.ts';
import { MECHANISMS, type Mechanism } from '../src/attention/types.ts';
import { column, columns, map, open, plainText, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from './support/expectedRun.ts';
import { expectMaps } from './support/maps.ts';

const length = DEFAULT_TOKENS.length;
const weights = Object.fromEntries(
  MECHANISMS.map((mechanism) => [mechanism, expectedWeights(mechanism, DEFAULT_TOKENS, DEFAULT_CONFIG)]),
) as Record<Mechanism, Float64Array>;

function weightOf(mechanism: Mechanism, head: number, query: number, key: number): number {
  return weights[mechanism][(head * length + query) * length + key] ?? Number.NaN;
}

/** The pixel of a map, from its top left, where a cell is. */
async function cellAt(target: Locator, query: number, key: number) {
  const box = await target.boundingBox();
  if (!box) throw new Error('The map is not on the page.');
  return { x: ((key + 0.5) * box.width) / length, y: ((query + 0.5) * box.height) / length };
}

const readout = (page: Page) => page.locator('.explore > .cell-readout');

/** Where each map's marks are, as "query,key"; the focus ring is left out. */
async function litCells(page: Page): Promise<string[]> {
  return page
    .locator('.map-grid .heat-map__mark:not(.heat-map__mark--focus) .heat-map__ring')
    .evaluateAll((rings) => rings.map((ring) => `${ring.getAttribute('y')},${ring.getAttribute('x')}`));
}

test('shows the weights of the float64 reference in each of three colour scales, on light and dark', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  const picture = { tokens: DEFAULT_TOKENS, config: DEFAULT_CONFIG };
  const scales = page.getByLabel('Colours');
  await expect(scales.locator('option')).toHaveText(['Ink', 'Viridis', 'Cividis']);
  await expectMaps(page, picture);
  for (const scale of ['viridis', 'cividis'] as const) {
    await scales.selectOption(scale);
    await expectMaps(page, { ...picture, scale });
  }
  await scales.selectOption('ink');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectMaps(page, { ...picture, theme: 'dark' });
});

test('keeps the legend in sight, hatches what is masked and names both axes', async ({ page }) => {
  await open(page);
  await expect(page.getByText('attention weight', { exact: true })).toBeInViewport();
  await expect(page.getByText('Random weights, untrained')).toBeInViewport();
  for (const { mechanism, region } of columns(page)) {
    await expect(region).toContainText('query (attends from) ↓');
    await expect(region).toContainText('key (attended to) →');
    const canvas = map(page, mechanism, 0, DEFAULT_CONFIG).locator('canvas');
    expect(await canvas.evaluate((element) => getComputedStyle(element).backgroundImage)).toContain('gradient');
    await region.getByRole('group', { name: 'attention maps' }).scrollIntoViewIfNeeded();
    await expect(page.getByText('attention weight', { exact: true })).toBeInViewport();
  }
});

test('keeps legend and the card of what is pointed at in sight where maps fill more than the screen', async ({
  page,
}) => {
  await open(page, '#heads=64&kv=16');
  const config = { ...DEFAULT_CONFIG, numHeads: 64, numKvHeads: 16 };
  const card = page.locator('.pointing-card');
  for (const head of [0, 63]) {
    await map(page, 'mha', head, config).hover();
    await expect(card).toContainText(`query head ${head}`);
    await expect(card).toBeInViewport({ ratio: 1 });
    await expect(page.getByText('attention weight', { exact: true })).toBeInViewport({ ratio: 0.9 });
  }
});

test('ties query heads to KV heads, and re-ties them when the slider moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page);
  const feet = (region: Locator) =>
    region.locator('.wiring__wire').evaluateAll((wires) => new Set(wires.map((wire) => wire.getAttribute('x2'))).size);
  for (const [mechanism, kvHeads] of [
    ['mha', 16],
    ['gqa', 4],
    ['mqa', 1],
  ] as const) {
    const region = columns(page).find((each) => each.mechanism === mechanism)?.region as Locator;
    await expect(region.locator('.wiring__wire')).toHaveCount(16);
    await expect.poll(() => feet(region)).toBe(kvHeads);
    await expect(region.getByRole('heading')).toContainText(`16 query heads → ${kvHeads} KV`);
    await expect(region.locator('.cache-lanes__lane')).toHaveCount(kvHeads);
  }
  await page.getByLabel('KV heads').press('ArrowRight');
  const gqa = columns(page)[1]?.region as Locator;
  await expect.poll(() => feet(gqa)).toBe(8);
  await expect(gqa.locator('.cache-lanes__lane')).toHaveCount(8);
  await expect(gqa).toContainText('KV 6–7');
});

test("prints parameters and cache bytes with their share of MHA's", async ({ page }) => {
  await open(page);
  const expected: Record<Mechanism, string[]> = {
    mha: ['263,168', '100 % of MHA’s', '20,480 B', '100 % of MHA’s'],
    gqa: ['164,480', '62.5 % of MHA’s (−37.5 %)', '5,120 B', '25 % of MHA’s (−75 %)'],
    mqa: ['139,808', '53.1 % of MHA’s (−46.9 %)', '1,280 B', '6.25 % of MHA’s (−93.8 %)'],
  };
  for (const { mechanism, region } of columns(page)) {
    const figures = await Promise.all((await region.locator('dd').all()).map(plainText));
    expect(figures).toEqual(expected[mechanism]);
  }
});

test('lights the cell under the pointer in every map of all three columns and reads its exact weights', async ({
  page,
}) => {
  await open(page);
  await expect(readout(page)).toHaveText('Point at a cell, or press Tab and the arrow keys.');
  const target = map(page, 'gqa', 5, DEFAULT_CONFIG);
  await target.hover({ position: await cellAt(target, 7, 2) });
  expect(await litCells(page)).toEqual(Array(48).fill('7,2'));
  await expect(page.locator('.map-grid .heat-map__mark--own')).toHaveCount(3);
  const figures = MECHANISMS.map((mechanism) => formatWeight(weightOf(mechanism, 5, 7, 2)));
  await expect(readout(page)).toHaveText(
    `is (7) attends to or (2) · query head 5 · MHA ${figures[0]} (KV 5) · GQA ${figures[1]} (KV 1) · MQA ${figures[2]} (KV 0)`,
  );
  await target.hover({ position: await cellAt(target, 2, 7) });
  await expect(readout(page)).toContainText('or (2) attends to is (7) · query head 5 · MHA masked (KV 5)');
  await page.mouse.move(0, 0);
  expect(await litCells(page)).toEqual([]);
});

test('locks a cell on a click, keeps it in the link, and frees it on Escape', async ({ page }) => {
  // Where cells are large enough to be hit.
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  const target = map(page, 'mqa', 3, DEFAULT_CONFIG);
  await target.click({ position: await cellAt(target, 9, 4) });
  await page.mouse.move(0, 0);
  await expect(readout(page)).toContainText('question (9) attends to to (4) · query head 3');
  await expect(readout(page)).toContainText('locked, Escape frees it');
  expect(await litCells(page)).toEqual(Array(16).fill('9,4'));
  await expect(page).toHaveURL(/#.*cell=3\.9\.4/);

  // A setting that keeps the cell keeps the lock.
  await page.getByLabel('KV heads').press('Home');
  await settled(page);
  await expect(readout(page)).toContainText('question (9) attends to to (4)');
  // Wherever the focus is: here, on a slider.
  await page.keyboard.press('Escape');
  await expect(readout(page)).toHaveText('Point at a cell, or press Tab and the arrow keys.');
  expect(await litCells(page)).toEqual([]);

  await target.click({ position: await cellAt(target, 9, 4) });
  await target.click({ position: await cellAt(target, 9, 4) });
  await page.mouse.move(0, 0);
  await expect(readout(page)).toHaveText('Point at a cell, or press Tab and the arrow keys.');
});

test('reads any weight with the keyboard alone: one Tab stop a column, arrows among maps and cells', async ({
  page,
}) => {
  await open(page);
  for (const { region } of columns(page)) {
    const stops = region.getByRole('group', { name: 'attention maps' }).locator('[tabindex="0"]');
    await expect(stops).toHaveCount(1);
  }
  await page.getByLabel('KV heads').focus();
  await page.keyboard.press('Tab');
  await expect(map(page, 'gqa', 0, DEFAULT_CONFIG)).toBeFocused();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key);
  const focused = map(page, 'gqa', 9, DEFAULT_CONFIG);
  await expect(focused).toBeFocused();
  await expect(focused).toHaveRole('grid');

  await page.keyboard.press('Enter');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const cell = focused.getByRole('gridcell', { includeHidden: false }).and(page.locator(':focus'));
  await expect(cell).toHaveText(formatWeight(weightOf('gqa', 9, 2, 1)));
  await expect(readout(page)).toContainText(`or (2) attends to be (1) · query head 9`);
  await expect(readout(page)).toContainText(`GQA ${formatWeight(weightOf('gqa', 9, 2, 1))} (KV 2)`);
  // Inspect is open, and the other columns are strips.
  expect(await litCells(page)).toEqual(Array(16).fill('2,1'));
  await page.keyboard.press('End');
  await expect(cell).toHaveText('masked');

  await page.keyboard.press('Enter');
  await expect(readout(page)).toContainText('locked');
  await page.keyboard.press('Escape');
  await expect(readout(page)).not.toContainText('locked');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(focused).toBeFocused();
  await page.keyboard.press('Home');
  await expect(map(page, 'gqa', 0, DEFAULT_CONFIG)).toBeFocused();
  await page.keyboard.press('End');
  await expect(map(page, 'gqa', 15, DEFAULT_CONFIG)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(columns(page)[1]?.region.getByText('Data table') as Locator).toBeFocused();
});

test('is a grid of plain texts once focused, with a header for every row and column', async ({ page }) => {
  await open(page);
  const target = map(page, 'mha', 6, DEFAULT_CONFIG);
  await expect(target).toHaveRole('img');
  await target.focus();
  await expect(target).toHaveAttribute('aria-rowcount', '11');
  const texts = await target.getByRole('gridcell').allTextContents();
  const expected = Array.from({ length: length * length }, (_, cell) => {
    const [query, key] = [Math.floor(cell / length), cell % length];
    return key > query ? 'masked' : formatWeight(weightOf('mha', 6, query, key));
  });
  expect(texts).toEqual(expected);
  await expect(target.getByRole('rowheader')).toHaveText(DEFAULT_TOKENS.map((token, at) => `${token} (${at})`));
  await expect(target.getByRole('columnheader')).toHaveCount(length + 1);
});

test('reads a cell of a long text, around which few cells are in the page', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1');
  await page.getByLabel('Text', { exact: true }).fill(Array.from({ length: 100 }, (_, at) => `w${at}`).join(' '));
  await settled(page);
  await map(page, 'mqa', 1, { ...DEFAULT_CONFIG, dModel: 16, numHeads: 2, numKvHeads: 1 }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('End');
  await expect(readout(page)).toContainText('w99 (99) attends to w99 (99) · query head 1');
  const cell = page.getByRole('gridcell').and(page.locator(':focus'));
  await expect(cell).toHaveText(/^0\.0\d{3,4}$/);
  expect(await column(page, 'mqa').getByRole('gridcell').count()).toBeLessThan(400);
});
