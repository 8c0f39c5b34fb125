import type { Locator, Page } from 'playwright/test';
import { chips, column, map, open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from './support/expectedRun.ts';

const card = (page: Page) => page.locator('.pointing-card');
const inspect = (page: Page) => page.getByRole('region', { name: 'Inspect', exact: true });

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

/** The key that a query attends to most in a head of GQA. */
function strongestKey(head: number, query: number): number {
  const weights = expectedWeights('gqa', DEFAULT_TOKENS, DEFAULT_CONFIG);
  const row = Array.from(weights.subarray((head * 10 + query) * 10, (head * 10 + query) * 10 + query + 1));
  return row.indexOf(Math.max(...row));
}

test('a card shows the head that is pointed at with its tokens, in the window and never over its map', async ({
  page,
}) => {
  await open(page);
  for (const [mechanism, head] of [
    ['mha', 0],
    ['gqa', 7],
    ['mqa', 3],
    ['mqa', 15],
  ] as const) {
    const target = map(page, mechanism, head, DEFAULT_CONFIG);
    await target.hover({ position: { x: 30, y: 60 } });
    await expect(card(page)).toContainText(`query head ${head}`);
    await expect(card(page)).toContainText('attends to');
    await expect(card(page)).toBeInViewport({ ratio: 1 });
    await expect(card(page).locator('svg text')).toHaveCount(20);
    const [mapBox, cardBox] = [await boxOf(target), await boxOf(card(page))];
    expect(cardBox.x >= mapBox.right || cardBox.right <= mapBox.x).toBe(true);
  }
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(card(page)).toHaveCount(0);
  await map(page, 'gqa', 2, DEFAULT_CONFIG).hover();
  await expect(card(page)).toContainText('GQA query head 2');
  await page.mouse.move(0, 0);
  await expect(card(page)).toHaveCount(0);
});

test('the keyboard among the cells of a map reads them in Inspect, which shows that head large: no card lies over it', async ({
  page,
}) => {
  await open(page);
  await map(page, 'mha', 1, DEFAULT_CONFIG).focus();
  await page.keyboard.press('Enter');
  await expect(inspect(page)).toBeVisible();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const figures = page.locator('.zoom-map__figures');
  await expect(figures).toContainText('not (3) attends to be (1)');
  await expect(card(page)).toHaveCount(0);
  // Another cell is taken apart, and both places say which.
  const crosshair = /crosshair on (question \(9\) → \S+ \(\d\))/.exec(await figures.innerText())?.[1];
  await expect(page.getByRole('heading', { name: 'Arithmetic of' })).toHaveText(`Arithmetic of ${crosshair}`);
});

test('a click on a map of tiny cells takes the strongest of that row, and so does the Inspect button of the last', async ({
  page,
}) => {
  await open(page);
  const target = map(page, 'gqa', 6, DEFAULT_CONFIG);
  const { height } = await boxOf(target);
  await target.click({ position: { x: 3, y: (7.5 * height) / 10 } });
  await expect(page).toHaveURL(new RegExp(`cell=6\\.7\\.${strongestKey(6, 7)}&`));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await expect(page.locator('.zoom-map__figures')).toContainText(`rank 1 of 10`);
  await expect(page.locator('.zoom-map__figures')).toContainText(`(${strongestKey(6, 9)})`);
});

test('a first tap enlarges a head in place, a second inspects it, and a tap elsewhere puts the card away', async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await open(page);
  await expect(page.getByText('Tap a map to see its head large')).toBeAttached();
  const target = map(page, 'gqa', 5, DEFAULT_CONFIG);
  await target.tap();
  await expect(card(page)).toContainText('GQA query head 5');
  await expect(card(page)).toBeInViewport({ ratio: 1 });
  const [mapBox, cardBox] = [await boxOf(target), await boxOf(card(page))];
  expect(cardBox.y >= mapBox.bottom || cardBox.bottom <= mapBox.y).toBe(true);
  await expect(inspect(page)).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.getByText('KV heads').first().tap();
  await expect(card(page)).toHaveCount(0);
  await target.tap();
  await target.tap();
  await expect(inspect(page)).toBeVisible();
  await page.close();
});

test('from 1,600 px Inspect stands open at the side, follows the pointer until a click, and closes for good', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page);
  await expect(inspect(page)).toBeVisible();
  await expect(page).toHaveURL(/#weights=random$/);
  const widths = () => column(page, 'mqa').evaluate((element) => element.getBoundingClientRect().width);
  const before = await widths();
  await map(page, 'mqa', 9, DEFAULT_CONFIG).hover();
  await expect(inspect(page).getByText('MQA · query head 9 · KV head 0')).toBeVisible();
  await expect(card(page)).toHaveCount(0);
  await expect(page).toHaveURL(/#weights=random$/);
  // It stays with what was pointed at, so that one can go and read it.
  await page.mouse.move(1700, 900);
  await expect(inspect(page).getByText('MQA · query head 9 · KV head 0')).toBeVisible();
  await map(page, 'mha', 4, DEFAULT_CONFIG).click();
  await map(page, 'gqa', 2, DEFAULT_CONFIG).hover();
  await expect(inspect(page).getByText('MHA · query head 4 · KV head 4')).toBeVisible();
  await expect(card(page)).toContainText('GQA query head 2');
  await expect(page).toHaveURL(/cell=4\.\d\.\d&inspect=cell&mech=mha&head=4$/);
  expect(await widths()).toBe(before);
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#weights=random$/);
  await expect(inspect(page)).toBeVisible();
  await inspect(page).getByRole('button', { name: 'Close' }).click();
  await expect(inspect(page)).toHaveCount(0);
  await page.reload();
  await settled(page);
  await expect(inspect(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await expect(inspect(page)).toBeVisible();
  // A narrower window has no room for it, and was not asked for it.
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(inspect(page)).toHaveCount(0);
});

test('a word that is pointed at, focused or tapped asks: its row is lit in every map, and the chips take its weights', async ({
  page,
}) => {
  await open(page);
  const dims = page.locator('.heat-map__dim');
  const height = (await boxOf(page.getByRole('list', { name: 'Tokens' }))).height;
  await chips(page).nth(9).hover();
  await expect(dims).toHaveCount(48);
  const shades = await chips(page)
    .locator('button')
    .evaluateAll((all) => all.map((chip) => getComputedStyle(chip).backgroundColor));
  expect(new Set(shades).size).toBeGreaterThan(3);
  await expect(page.getByText('Weights of question, mean of 48 heads')).toBeVisible();
  expect((await boxOf(page.getByRole('list', { name: 'Tokens' }))).height).toBe(height);
  expect(await violations(page)).toEqual([]);
  await page.mouse.move(640, 500);
  await expect(dims).toHaveCount(0);

  // One Tab stop for all of them.
  await expect(chips(page).locator('button[tabindex="0"]')).toHaveCount(1);
  await chips(page).nth(0).locator('button').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(chips(page).nth(2).locator('button')).toBeFocused();
  await expect(dims).toHaveCount(48);
  await page.keyboard.press('End');
  await expect(chips(page).nth(9).locator('button')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dims).toHaveCount(0);
});
