import type { Page } from 'playwright/test';
import { settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { LONG_MS } from '../support/limits.ts';

/** Three times the share of right answers that guessing among 72 words and marks would have. */
const LEARNED = 3 / 72;
const TEXT = 'the cat sat and the cat sat and the cat';

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Steps done, as the page says. */
async function stepsDone(page: Page): Promise<number> {
  return Number(await page.getByRole('progressbar', { name: 'Steps done' }).getAttribute('value'));
}

/** The least accuracy of the three models at the last step, as the chart says to a screen reader; 0 before there are three. */
async function leastAccuracy(page: Page): Promise<number> {
  const reading = page.getByRole('slider', { name: /^Step to read, share of right answers/ });
  const text = (await reading.getAttribute('aria-valuetext')) ?? '';
  const values = [...text.matchAll(/KV (\d\.\d+)/g)].map(([, value]) => Number(value));
  return values.length === 3 ? Math.min(...values) : 0;
}

test('trains three models until they answer better than by guessing, pauses, steps, begins anew and is found by its link', async ({
  page,
}) => {
  test.setTimeout(LONG_MS);
  await page.goto(`/#weights=random&text=${encodeURIComponent(TEXT)}`);
  await settled(page);
  await tab(page, 'Train').click();
  await settled(page);
  await expect(page).toHaveURL(/screen=train/);
  await expect(page.getByText('WebAssembly SIMD', { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const map = page.getByRole('region', { name: 'Grouped-query attention' }).getByLabel('query head 3, KV head 1');
  await expect(map.locator('canvas')).toHaveAttribute('data-painted', '');
  const untrained = await map.screenshot();

  await page.keyboard.press('Space');
  await expect.poll(() => leastAccuracy(page), { timeout: LONG_MS }).toBeGreaterThan(LEARNED);
  await expect(page.getByText('pause to download, copy or show them')).toBeVisible();
  await expect(page.getByText('pause to convert')).toBeVisible();
  // Typing goes on while it trains.
  await page.getByLabel('Text', { exact: true }).fill(`${TEXT} sat`);
  await expect(page.getByText('11 tokens')).toBeVisible();
  await page.getByLabel('Text', { exact: true }).fill(TEXT);
  await button(page, 'Pause').click();
  await expect(button(page, 'Step')).toHaveAttribute('aria-disabled', 'false');
  const paused = await stepsDone(page);
  await button(page, 'Step').click();
  await expect.poll(() => stepsDone(page)).toBe(paused + 1);
  expect((await map.screenshot()).equals(untrained)).toBe(false);

  // What was trained is in no file yet.
  const [warning] = await Promise.all([page.waitForEvent('dialog'), page.close({ runBeforeUnload: true })]);
  expect(warning.type()).toBe('beforeunload');
  await warning.dismiss();

  // Another screen, and back by the browser: what was learned is still there.
  await tab(page, 'Explore').click();
  await expect(page.getByRole('heading', { name: 'KV cache', exact: true })).toBeVisible();
  await page.goBack();
  await expect.poll(() => stepsDone(page)).toBe(paused + 1);

  // Another set-up waits for Reset; the curves so far stay beside it.
  await page.getByLabel('Learning rate').selectOption('0.005');
  await expect(page.getByText('Reset begins with them')).toBeVisible();
  expect(await stepsDone(page)).toBe(paused + 1);
  await button(page, 'Reset').click();
  await expect.poll(() => stepsDone(page)).toBe(0);
  await expect(page.getByText('Faint: the run before (learning rate 0.02)').first()).toBeVisible();
  await expect(page).toHaveURL(/trate=0\.005/);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await settled(page);
  await expect(page.getByLabel('Learning rate')).toHaveValue('0.005');
  await expect(tab(page, 'Train')).toHaveAttribute('aria-current', 'page');
});

test('stops with a sentence where a learning rate is too high, and begins anew with another', async ({ page }) => {
  await page.goto('/#screen=train&weights=random&trate=1');
  await settled(page);
  await button(page, 'Train').click();
  const sentence = /(MHA|GQA|MQA): The loss .* at step \d+\. A lower learning rate than 1 may help\./;
  await expect(page.getByRole('alert').getByText(sentence)).toBeVisible();
  await page.getByLabel('Learning rate').selectOption('0.02');
  await expect(page.getByRole('alert')).toHaveCount(1);
  await button(page, 'Reset').click();
  await expect(button(page, 'Train')).toHaveAttribute('aria-disabled', 'false');
});
