import type { Page } from 'playwright/test';
import { open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';

/** Notes all that a screen reader is told from now on; the function returned gives it, one entry a change. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const told: string[] = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest(
          '[role=status], [role=alert], [aria-live]',
        );
        const text = region?.textContent ?? '';
        if (text !== '' && told.at(-1) !== text) told.push(text);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { told });
  });
  return () => page.evaluate(() => Reflect.get(window, 'told') as string[]);
}

test('moving KV heads is told in one sentence once they rest, and typing in none', async ({ page }) => {
  await open(page);
  const told = await listen(page);
  const slider = page.getByLabel('KV heads');
  // In one go: however busy the machine, nothing rests in between.
  await slider.evaluate((input) => {
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft'])
      input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  await expect.poll(told).toEqual(['GQA, 2 KV heads: cache 2,560 bytes, 12.5 per cent of MHA’s. Maps updated.']);
  await page.getByLabel('Text', { exact: true }).press('End');
  await page.getByLabel('Text', { exact: true }).pressSequentially(' is it');
  await settled(page);
  await slider.press('Home');
  await expect
    .poll(async () => (await told()).slice(1))
    .toEqual(['GQA, 1 KV head: cache 1,536 bytes, 6.25 per cent of MHA’s. Maps updated.']);
  await settled(page);
});

test('Tab stops no more than 25 times from the top to the end, and the first leads to the maps', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  const names: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      return !element || element === document.body ? null : `${element.ariaLabel ?? element.innerText.slice(0, 20)}`;
    });
    if (name === null) break;
    names.push(name);
  }
  expect(names[0]).toBe('Skip to the maps');
  expect(names.length, names.join('\n')).toBeLessThanOrEqual(25);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the maps' })).toBeInViewport();
  await page.keyboard.press('Enter');
  // The map in the first place, whichever head that is.
  await expect(page.locator('section[data-mechanism=mha] [data-query-head]:focus')).toHaveCount(1);
});

test('arrow keys go through a toolbar, and Tab comes back to where one was', async ({ page }) => {
  await open(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Examples').focus();
  await page.keyboard.press('ArrowRight');
  await expect(button('Presets')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByLabel('Text', { exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button('Presets')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(
    button("The document's demo 16 heads, 4 KV heads, no mask, no positions, independent weights"),
  ).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button('Presets')).toBeFocused();
});

test('Start again gives back what HeadRoom opens with', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1&text=a+b');
  await page.getByRole('button', { name: 'Start again' }).click();
  await settled(page);
  expect(new URL(page.url()).hash).toBe('');
});
