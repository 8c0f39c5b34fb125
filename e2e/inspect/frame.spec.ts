import type { Page } from 'playwright/test';
import { MECHANISM_SHORT } from '../../src/attention/sharing.ts';
import { MECHANISMS } from '../../src/attention/types.ts';
import { column, map, open, openModel, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG } from '../support/expectedRun.ts';
import { notices } from '../support/faults.ts';
import { textBox } from '../support/small.ts';

const inspect = (page: Page) => page.getByRole('region', { name: 'Inspect', exact: true });
const choice = (page: Page, name: string) => inspect(page).getByLabel(name, { exact: true });
const tab = (page: Page, name: string) => inspect(page).getByRole('tab', { name, exact: true });

test('opens on the head and cell of a map that is clicked, beside the columns, and closes on another click', async ({
  page,
}) => {
  await open(page);
  const clicked = map(page, 'mha', 5, DEFAULT_CONFIG);
  const corner = { position: { x: 3, y: 3 } };
  await clicked.click(corner);
  await expect(choice(page, 'Mechanism')).toHaveValue('mha');
  await expect(choice(page, 'Query head')).toHaveValue('5');
  await expect(choice(page, 'KV head')).toHaveValue('5');
  await expect(column(page, 'mha')).toBeVisible();
  await expect(page).toHaveURL(/&inspect=cell&mech=mha&head=5$/);
  await clicked.click(corner);
  await expect(inspect(page)).toHaveCount(0);
  await expect(page).toHaveURL(/#weights=random$/);
  // It is where it was when it opens again.
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await expect(choice(page, 'Query head')).toHaveValue('5');
});

for (const mechanism of MECHANISMS)
  test(`leaves the clicked map of ${MECHANISM_SHORT[mechanism]} in the window and in its place, the others as strips`, async ({
    page,
  }) => {
    await open(page);
    const clicked = map(page, mechanism, 14, DEFAULT_CONFIG);
    const before = await clicked.boundingBox();
    await clicked.click();
    await expect(inspect(page)).toBeVisible();
    await expect(clicked).toBeInViewport({ ratio: 1 });
    const after = await clicked.boundingBox();
    expect(after?.width).toBeGreaterThanOrEqual(before?.width ?? Number.NaN);
    const maps = column(page, mechanism).locator('[data-query-head]');
    const tops = await maps.evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)));
    const rows = [...new Set(tops)];
    expect(tops.map((top) => rows.indexOf(top))).toEqual(Array.from({ length: 16 }, (_, head) => Math.floor(head / 4)));
    for (const other of MECHANISMS.filter((each) => each !== mechanism)) {
      expect((await column(page, other).boundingBox())?.width).toBe(120);
      await expect(column(page, other).locator('[data-query-head]')).toHaveCount(0);
      await expect(column(page, other).getByText('of MHA’s').last()).toBeVisible();
    }
    await expect(page.getByLabel('KV heads')).toBeInViewport({ ratio: 1 });
    expect((await column(page, 'mha').boundingBox())?.y).toBeLessThan(120);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
    expect(await violations(page)).toEqual([]);
  });

test('folds the model’s line to its name, which opens over the columns and moves nothing', async ({ page }) => {
  await open(page, '#inspect=cell');
  const top = async () => (await column(page, 'gqa').boundingBox())?.y;
  const before = await top();
  await expect(page.getByLabel('Causal mask')).toBeHidden();
  await openModel(page);
  await page.getByLabel('Causal mask').uncheck();
  await settled(page);
  expect(await top()).toBe(before);
  expect(await violations(page)).toEqual([]);
  await inspect(page).getByRole('button', { name: 'Close' }).click();
  // As it was before.
  await expect(page.getByLabel('Causal mask')).toBeVisible();
});

test('opens on a map with Enter, and switches mechanism, query head and KV head there', async ({ page }) => {
  await open(page);
  await map(page, 'gqa', 0, DEFAULT_CONFIG).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(choice(page, 'Query head')).toHaveValue('1');
  // The focus stays where the keyboard is at work, now among the map's cells.
  await expect(page.getByRole('gridcell').and(page.locator(':focus'))).toBeVisible();
  await choice(page, 'Query head').selectOption('9');
  await expect(choice(page, 'KV head')).toHaveValue('2');
  await choice(page, 'KV head').selectOption('1');
  await expect(choice(page, 'Query head')).toHaveValue('4');
  await choice(page, 'Mechanism').selectOption('MQA');
  await expect(choice(page, 'KV head')).toHaveValue('0');
  await expect(page).toHaveURL(/inspect=cell&mech=mqa&head=4$/);
});

test('is reached, worked and left with the keyboard alone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('i');
  await expect(tab(page, 'Cell')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(tab(page, 'Code')).toBeFocused();
  await expect(page).toHaveURL(/inspect=code/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(inspect(page)).toHaveCount(0);
  await expect(map(page, 'gqa', 0, DEFAULT_CONFIG)).toBeFocused();
  await page.getByRole('button', { name: 'Inspect', exact: true }).press('Enter');
  await expect(tab(page, 'Cell')).toBeFocused();
  await page.keyboard.press('i');
  await expect(inspect(page)).toHaveCount(0);
});

test('takes the whole width when asked, and on a window with no room beside the columns', async ({ page }) => {
  await open(page, '#inspect=flow');
  const wide = inspect(page).getByRole('button', { name: 'Wide' });
  await wide.click();
  await expect(column(page, 'mha')).toHaveCount(0);
  await expect(textBox(page)).toBeVisible();
  await expect(page).toHaveURL(/wide=1/);
  await wide.click();
  await expect(column(page, 'mha')).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 720 });
  await expect(wide).toBeVisible();
  await expect(column(page, 'gqa').locator('[data-query-head]').first()).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 800, height: 720 });
  await expect(wide).toHaveCount(0);
  await expect(column(page, 'gqa')).toHaveCount(0);
  for (const width of [1024, 800, 400]) {
    await page.setViewportSize({ width, height: 720 });
    // Pictures follow a frame later.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test('comes into sight where it opens below a small window’s controls, and leaves a link’s page at its top', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '#inspect=cell');
  await expect(inspect(page).getByRole('grid')).toBeVisible();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await inspect(page).getByRole('button', { name: 'Close' }).click();
  await map(page, 'gqa', 3, DEFAULT_CONFIG).click();
  // The map first; what chooses the text is below it.
  await expect(inspect(page).getByRole('grid')).toBeInViewport({ ratio: 1 });
  expect(await textBox(page).evaluate((box) => box.getBoundingClientRect().top)).toBeGreaterThan(844);
});

test('keeps a selection that a changed text still has, and drops with a word what it has not', async ({ page }) => {
  await open(page, '#cell=3.6.2&inspect=cell&head=3');
  await textBox(page).fill('one two three four five six seven eight');
  await settled(page);
  await expect(page).toHaveURL(/cell=3\.6\.2/);
  await expect(notices(page)).toHaveCount(0);
  await textBox(page).fill('one two');
  await expect(notices(page)).toContainText('The text now has 2 tokens: the selected cell lay beyond');
  await expect(choice(page, 'Query head')).toHaveValue('3');
  await openModel(page);
  await page.getByRole('slider', { name: 'Query heads' }).fill('2');
  await expect(notices(page).first()).toHaveText('There is no query head 3 any more: Inspect shows query head 1.');
  await settled(page);
});

test('gives way to Present, and is there again afterwards', async ({ page }) => {
  await open(page, '#inspect=cell&mech=mha');
  await page.keyboard.press('p');
  await expect(inspect(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(choice(page, 'Mechanism')).toHaveValue('mha');
});

test('says so where its code can not be fetched, leaves all else alone, and opens when asked again', async ({
  page,
  tolerate,
}) => {
  tolerate(/Failed to load resource/);
  const code = /\/assets\/Inspect-/;
  await page.route(code, (route) => route.abort());
  await open(page);
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Inspect could not be loaded' });
  await expect(alert).toBeVisible();
  await textBox(page).fill('still here');
  await settled(page);
  await expect(column(page, 'mha')).toBeVisible();
  await page.unroute(code);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(tab(page, 'Cell')).toBeVisible();
});
