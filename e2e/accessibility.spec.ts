import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright/test';
import { column, map, open, openModel } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG } from './support/expectedRun.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails where axe finds anything on the page as it is: every rule, best practices included. */
async function expectNoFindings(page: Page): Promise<void> {
  // The developer tools' own evaluation, which the page's policy leaves alone.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (Reflect.get(window, 'axe') as { run(): Promise<AxeResults> }).run(),
  );
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
  expect(findings).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`leaves axe nothing to find, ${colorScheme}: first view, tables, menus, a locked cell, no text`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await expectNoFindings(page);

    const tables = await page.getByText('Data table').all();
    for (const summary of tables) await summary.click();
    await page.getByRole('button', { name: 'Presets' }).click();
    await expectNoFindings(page);
    for (const summary of tables) await summary.click();
    await page.getByRole('button', { name: 'Keys' }).click();
    await expectNoFindings(page);

    await map(page, 'gqa', 5, DEFAULT_CONFIG).focus();
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect(page.getByText('locked, Escape frees it')).toBeVisible();
    await expectNoFindings(page);

    await page.getByLabel('Text', { exact: true }).fill('');
    await openModel(page);
    await page.getByLabel('Query heads').press('Home');
    await page.getByLabel('Seed').fill('x');
    await expect(page.getByRole('alert')).toContainText('is not a whole number');
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('KV heads moved');
    await expectNoFindings(page);
  });
}

test('is worked from the first to the last control with Tab alone, each in sight with a mark when it has the focus', async ({
  page,
}) => {
  await open(page);
  const names: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      if (!element || element === (document.body as HTMLElement)) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      return {
        name: element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText.slice(0, 30),
        // A slider's mark is on the thumb that is drawn in its place.
        isMarked: element.type === 'range' || (outlineStyle !== 'none' && outlineWidth !== '0px'),
        isInSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };
    });
    if (!focused) break;
    expect(focused.isInSight, `${focused.name} is in sight`).toBe(true);
    expect(focused.isMarked, `${focused.name} is marked`).toBe(true);
    names.push(focused.name);
  }
  const order = ['Present', 'Text', 'Query heads', 'd_model', 'query head 0, KV head 0', 'KV heads', 'Length to read'];
  const found = order.map((name) => names.findIndex((each) => each.startsWith(name)));
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(names.filter((name) => name.startsWith('query head'))).toHaveLength(3);
});

test('reads at 200 % zoom: nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await expect(column(page, 'gqa')).toBeVisible();
  await expectNoFindings(page);
});
