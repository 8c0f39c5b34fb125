import { column, open } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { pressAs } from './support/keyPress.ts';

test('works single keys on a Russian and a French keyboard', async ({ page }) => {
  await open(page, '#d=16&heads=4&kv=2');
  const inspect = page.getByRole('region', { name: 'Inspect', exact: true });
  const heading = page.getByRole('heading', { level: 2 });
  await pressAs(page, 'ш', 'KeyI');
  await expect(inspect).toBeVisible();
  await expect(inspect.locator(':focus')).toHaveCount(1);
  await pressAs(page, 'Ш', 'KeyI');
  await expect(inspect).toHaveCount(0);
  await pressAs(page, 'з', 'KeyP');
  await expect(page).toHaveURL(/present=1/);
  await pressAs(page, 'ь', 'KeyM');
  await expect(page.getByText('no mask')).toBeVisible();
  await pressAs(page, 'é', 'Digit2');
  await expect(heading).toHaveText(['GQA 4 Q → 2 KV']);
  await pressAs(page, 'à', 'Digit0');
  await expect(heading).toHaveCount(3);
  await pressAs(page, ',', 'KeyM');
  await pressAs(page, 'и', 'KeyB');
  await expect(page.getByRole('dialog', { name: 'Blank screen' })).toBeVisible();
  await pressAs(page, 'И', 'KeyB');
  await expect(page.getByRole('dialog', { name: 'Blank screen' })).toBeHidden();
  await expect(page.getByText('no mask')).toBeVisible();
});

test('takes a remote’s buttons wherever the focus is in Present', async ({ page }) => {
  await open(page, '#d=16&heads=4&kv=2&present=1&large=0&text=one+two');
  const gqa = column(page, 'gqa').getByRole('heading');
  /** Marks what has the focus and says what it is; null if it was marked before. */
  const focused = () =>
    page.evaluate(() => {
      const element = (document.activeElement ?? document.body) as HTMLElement;
      if ('seen' in element.dataset) return null;
      element.dataset['seen'] = '';
      return element.getAttribute('aria-label') ?? element.tagName;
    });
  const names: string[] = [];
  for (let name = await focused(); name !== null; name = await focused()) {
    names.push(name);
    await page.keyboard.press('PageDown');
    await expect(gqa, name).toHaveText('GQA 4 Q → 4 = MHA');
    await page.keyboard.press('PageUp');
    await expect(gqa, name).toHaveText('GQA 4 Q → 2 KV');
    await page.keyboard.press('Tab');
  }
  // The page, a map of each mechanism, the text, buttons.
  expect(names.length).toBeGreaterThanOrEqual(6);
  expect(names).toContain('Text');
  // Among the cells of a map, too.
  await page
    .getByLabel(/^query head 0, KV head 0/)
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('PageDown');
  await expect(gqa).toHaveText('GQA 4 Q → 4 = MHA');
});
