import type { Page } from 'playwright/test';
import { settled } from './support/app.ts';
import { expect, test } from './support/console.ts';

/** What changes with text or KV heads, and so may move within itself. */
const CHANGED_PARTS = '.stop-slider, .figures, .mechanism-card__head';
/** With another text its tokens are others, and what stands beside them. */
const CHANGED_WITH_TEXT = `${CHANGED_PARTS}, .token-row`;
/** With other KV heads another model has GQA's column, whose heads stand in an order of their own. */
const CHANGED_WITH_KV_HEADS = `${CHANGED_PARTS}, section[data-mechanism=gqa] .map-grid`;

/** Notes from now on what moves on the page, however short a while ago a key was pressed; the function returned gives it. */
async function watch(page: Page, changed: string): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((changedParts) => {
    const moved: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & {
        readonly sources: readonly { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
      })[])
        for (const { node, previousRect: from, currentRect: to } of shift.sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          if (!element || element.closest(changedParts)) continue;
          moved.push(`${element.outerHTML.slice(0, 80)}: ${from.x},${from.y} → ${to.x},${to.y}`);
        }
    });
    observer.observe({ type: 'layout-shift' });
    Object.assign(window, { moved });
  }, changed);
  return () => page.evaluate(() => Reflect.get(window, 'moved') as string[]);
}

test('nothing moves but what changes while one points, drags KV heads, types and goes through the examples', async ({
  page,
}) => {
  test.slow();
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  const movedByPointing = await watch(page, '.pointing-card, .token-row__axes');
  for (const head of [0, 5, 10]) {
    await page.locator('section[data-mechanism=gqa] [data-query-head]').nth(head).hover();
    await expect(page.locator('.token-row__axes')).toContainText('query head');
    const line = page.locator('.pointing-card__head');
    expect(await line.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  }
  await page.locator('h1').hover();
  await expect(page.locator('.token-row__axes')).toContainText('attends from');
  expect(await movedByPointing()).toEqual([]);

  const movedByKvHeads = await watch(page, CHANGED_WITH_KV_HEADS);

  const slider = page.getByLabel('KV heads');
  for (const key of ['ArrowLeft', 'ArrowLeft', 'End', 'Home', 'ArrowRight', 'ArrowRight']) {
    await slider.press(key);
    await settled(page);
  }
  expect(await movedByKvHeads()).toEqual([]);

  const moved = await watch(page, CHANGED_WITH_TEXT);
  const text = page.getByLabel('Text', { exact: true });
  await text.press('End');
  await text.pressSequentially(' and a longer line\nand one more');
  await settled(page);
  await text.blur();
  expect(await moved()).toEqual([]);

  const names = page.locator('.disclosure-menu__item');
  await page.getByRole('button', { name: 'Examples' }).click();
  const count = await names.count();
  for (let index = 0; index < count; index++) {
    if ((await names.count()) === 0) await page.getByRole('button', { name: 'Examples' }).click();
    await names.nth(index).click();
    await settled(page);
  }
  expect(await moved()).toEqual([]);
});

test('while KV heads move, MHA and MQA keep pictures and labels, and GQA’s maps alone fade', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => {
    const seen = new Set<string>();
    const labelsOf = (mechanism: string) =>
      [...document.querySelectorAll(`section[data-mechanism=${mechanism}] .head-label`)]
        .map((label) => label.textContent)
        .join();
    const before = { mha: labelsOf('mha'), mqa: labelsOf('mqa') };
    new MutationObserver(() => {
      for (const grid of document.querySelectorAll('.map-grid__maps--stale'))
        seen.add(`${grid.closest('section')?.dataset['mechanism']} faded`);
      for (const mechanism of ['mha', 'mqa'] as const)
        if (labelsOf(mechanism) !== before[mechanism]) seen.add(`${mechanism} lost labels`);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { seen });
  });
  for (const key of ['ArrowLeft', 'Home', 'End']) {
    await page.getByLabel('KV heads').press(key);
    await settled(page);
  }
  const seen = await page.evaluate(() => [...(Reflect.get(window, 'seen') as Set<string>)]);
  expect(seen.filter((each) => each !== 'gqa faded')).toEqual([]);
});
