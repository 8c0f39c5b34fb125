import type { Page } from 'playwright/test';
import { column, open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';

const MAPS = '[data-query-head]';

/** The first screen as a visitor meets it: with trained weights, without a link. */
async function firstView(page: Page): Promise<void> {
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
}

/** Sizes in px: where columns begin, how wide a map is; the per cent of the screen that maps take. */
function measure(page: Page) {
  return page.evaluate((selector) => {
    const boxes = [...document.querySelectorAll(selector)].map((map) => map.getBoundingClientRect());
    const seen = boxes.reduce(
      (area, { width, top, bottom }) => area + width * Math.max(0, Math.min(bottom, innerHeight) - top),
      0,
    );
    const first = boxes[0] ?? new DOMRect();
    // Chips of tokens are one control: one of them takes Tab.
    const controls = [...document.querySelectorAll<HTMLInputElement>('a, button, select, textarea, input, summary')]
      .filter(
        (control) =>
          control.checkVisibility() && control.tabIndex >= 0 && control.getBoundingClientRect().top < first.top,
      )
      .map(({ disabled }) => disabled);
    return {
      columnsTop: document.querySelector('section[data-mechanism]')?.getBoundingClientRect().top ?? Number.NaN,
      mapWidth: first.width,
      mapTop: first.top,
      maps: boxes.length,
      share: (100 * seen) / (innerWidth * innerHeight),
      controls: controls.length,
      dead: controls.filter(Boolean).length,
      isTooWide: document.documentElement.scrollWidth > innerWidth,
    };
  }, MAPS);
}

test('at every size of a screen the picture comes first, and no control before it is dead', async ({ page }) => {
  await firstView(page);
  for (const { width, height, top, side } of [
    { width: 1024, height: 768, top: 160, side: 64 },
    { width: 1280, height: 720, top: 145, side: 72 },
    { width: 1440, height: 900, top: 145, side: 72 },
    { width: 1920, height: 1080, top: 145, side: 100 },
  ]) {
    await test.step(`${width} × ${height}`, async () => {
      await page.setViewportSize({ width, height });
      await expect(page.getByRole('region', { name: 'Inspect', exact: true })).toHaveCount(width >= 1600 ? 1 : 0);
      await settled(page);
      // The grid takes its room a moment after the window has it.
      await expect(async () => {
        const seen = await measure(page);
        expect(seen.columnsTop).toBeLessThanOrEqual(top);
        expect(seen.mapWidth).toBeGreaterThanOrEqual(side);
        expect(seen.maps).toBe(48);
        expect(seen.share).toBeGreaterThanOrEqual(25);
        expect(seen.controls).toBeLessThanOrEqual(18);
        expect(seen.dead).toBe(0);
        expect(seen.isTooWide).toBe(false);
      }).toPass();
      // Where Inspect stands at the side, what chooses in it is in sight, however much it says of the head.
      if (width >= 1600) {
        for (const name of ['Cell', 'Code'])
          await expect(page.getByRole('tab', { name, exact: true })).toBeInViewport({ ratio: 1 });
        await expect(page.getByRole('button', { name: 'Wide' })).toBeInViewport({ ratio: 1 });
      }
      expect(await violations(page)).toEqual([]);
    });
  }
});

/** What of the heads and feet of the columns is said twice, cut or at another height than its neighbour's. */
function faultsOfColumns(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const seen = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    const faults: string[] = [];
    for (const word of seen('.mechanism-column__query')) {
      const hasLetter = getComputedStyle(word, '::after').content.includes('Q');
      if (hasLetter === getComputedStyle(word).fontSize > '0px') faults.push(`heads: ${word.textContent}`);
    }
    if (seen('.kv-heads__cost').length !== 10) faults.push('KV heads without cache and loss');
    const textBox = (element: Element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect();
    };
    const marks = seen('.stop-slider__mark').map(textBox);
    // A name, "16 = MHA", may reach over the next figure's edge: it is in a row of its own.
    for (const [index, { left }] of marks.entries())
      if (left < (marks[index - 1]?.right ?? 0) - 4) faults.push(`stop ${index} lies on the one before`);
    for (const line of seen('.role-counts')) {
      const { bottom } = line.getBoundingClientRect();
      for (const role of line.children)
        if (role.getBoundingClientRect().bottom > bottom + 2) faults.push(`role out of sight: ${role.textContent}`);
    }
    for (const line of seen('.cache-lanes__label')) {
      const [box, text] = [line.getBoundingClientRect(), textBox(line)];
      if (text.top < box.bottom - 2 && text.right > box.right + 1) faults.push(`cut: ${line.textContent}`);
    }
    if (seen('.mechanism-head__cost').some(({ offsetTop }, _, [first]) => offsetTop !== first?.offsetTop))
      faults.push('costs stand at different heights');
    return faults;
  });
}

test('the columns say all that they say whole, once and at one height, at 150 % zoom and on a phone on its side too', async ({
  page,
}) => {
  await firstView(page);
  await page.locator('.role-counts__role').first().waitFor();
  for (const [width, height] of [
    [844, 390],
    [853, 480],
    [960, 720],
    [1024, 768],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await settled(page);
    await expect.poll(() => faultsOfColumns(page), { message: `${width} × ${height}` }).toEqual([]);
  }
});

test('on a phone the first map is at the top, with the switch and KV heads above it in the same window', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await firstView(page);
  const seen = await measure(page);
  expect(seen.mapTop).toBeLessThan(200);
  expect(seen.isTooWide).toBe(false);
  await expect(page.getByLabel('KV heads')).toBeInViewport();
  await expect(page.getByRole('radio', { name: 'GQA' })).toBeInViewport();
  await expect(page.locator(MAPS).last()).toBeInViewport({ ratio: 1 });
  expect(await violations(page)).toEqual([]);
});

test('a head keeps its row and place at every width', async ({ page }) => {
  await open(page);
  const places = () =>
    column(page, 'gqa')
      .locator(MAPS)
      .evaluateAll((maps) => {
        const tops = [...new Set(maps.map((map) => Math.round(map.getBoundingClientRect().top)))];
        return maps.map((map) => tops.indexOf(Math.round(map.getBoundingClientRect().top)));
      });
  const expected = Array.from({ length: 16 }, (_, head) => Math.floor(head / 4));
  for (const width of [1920, 1280, 900, 640, 320]) {
    await page.setViewportSize({ width, height: 720 });
    await expect.poll(places).toEqual(expected);
  }
});

test('moving KV heads moves nothing but what it changes', async ({ page }) => {
  await firstView(page);
  await page.locator('.explore__charts').waitFor();
  // The heads of GQA are another model's then, in an order of their own; its maps have the same places.
  const boxes = () =>
    page.locator(`section[data-mechanism], ${MAPS}, .explore__charts`).evaluateAll((elements) => {
      const found = elements.map((element) => {
        const { left, top, width } = element.getBoundingClientRect();
        const isOfGqa = element.closest('[data-mechanism="gqa"]') !== null;
        return { isOfGqa, box: [left, top, width].map(Math.round).join() };
      });
      const boxesOf = (isOfGqa: boolean) => found.filter((each) => each.isOfGqa === isOfGqa).map(({ box }) => box);
      return { others: boxesOf(false), gqa: boxesOf(true).sort() };
    });
  const before = await boxes();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'End']) {
    await page.getByLabel('KV heads').press(key);
    await settled(page);
    expect(await boxes()).toEqual(before);
  }
});

test('each stop of KV heads has its share of the cache and its loss, and no shipped model is a stuck one', async ({
  page,
}) => {
  await firstView(page);
  const marks = page.locator('.stop-slider__mark');
  await expect(marks).toHaveCount(5);
  await expect(marks.first()).toHaveText(/^1 = MQA\s*6\.25\d\.\d\d$/);
  await expect(marks.last()).toHaveText(/^16 = MHA\s*100\d\.\d\d$/);
  await expect(page.getByText('stuck')).toHaveCount(0);
  await marks.nth(1).click();
  await expect(page.getByLabel('KV heads')).toHaveValue('2');
  await expect(column(page, 'mha')).toContainText('Multi-head: every query head has keys and values of its own.');
  await expect(column(page, 'mqa')).toContainText('Multi-query: all 16 query heads share one set of keys and values.');
  await settled(page);
});

test('the model’s line says what trained weights fix, opens to what they leave, and is open with random ones', async ({
  page,
}) => {
  await firstView(page);
  const line = page.locator('summary', { hasText: 'Model' });
  await expect(line).toContainText('16 query heads');
  await expect(page.getByLabel('Weights', { exact: true })).toBeHidden();
  await line.focus();
  await page.keyboard.press('Enter');
  expect(await line.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  for (const label of ['Weights', 'Tokenizer', 'Colours', 'Seed'])
    await expect(page.getByLabel(label, { exact: true })).toBeEnabled();
  await expect(page.getByLabel('Query heads')).toHaveCount(0);
  await page.getByLabel('Weights', { exact: true }).selectOption('random (untrained)');
  for (const label of ['Query heads', 'd_model', 'Causal mask', 'Positions', 'Bias'])
    await expect(page.getByLabel(label, { exact: true })).toBeEnabled();
  await expect(line).toContainText('Random weights, untrained');
  await settled(page);
});

test('a text that is long opens over the page while one types, and moves nothing', async ({ page }) => {
  await open(page);
  const text = page.getByLabel('Text', { exact: true });
  const top = () => column(page, 'mha').evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await text.fill('one line\nand another\nand a third');
  expect((await text.boundingBox())?.height).toBeGreaterThan(60);
  expect(await top()).toBe(before);
  await text.blur();
  expect((await text.boundingBox())?.height).toBeLessThan(40);
  expect(await top()).toBe(before);
  await settled(page);
});

test('the run is downloaded and copied from What ran, without opening anything', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1');
  for (const name of ['Download run', 'Copy as PyTorch'])
    await expect(page.getByRole('button', { name })).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('Download run').click()]);
  expect(file.suggestedFilename()).toMatch(/\.safetensors$/);
});
