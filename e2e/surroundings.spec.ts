import type { Locator, Page } from 'playwright/test';
import { chips, column, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from './support/expectedRun.ts';
import { notices, prependToWorker } from './support/faults.ts';
import { expectMaps } from './support/maps.ts';
import { expectToWork, SMALL, SMALL_CONFIG, textBox } from './support/small.ts';

const root = (page: Page) => page.locator('html');

/** Boxes of what is visible, with a name for each, in px of the page. */
function boxesOf(locator: Locator) {
  return locator.evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const name = element.getAttribute('aria-label') ?? (element.textContent?.trim() || element.id);
        return { name, left, right, top: top + scrollY, bottom: bottom + scrollY };
      }),
  );
}

test('two tabs keep their own text and settings, and share what the page remembers', async ({ context, page }) => {
  const other = await context.newPage();
  await open(page, SMALL);
  await open(other, SMALL);
  await textBox(page).fill('the first tab');
  await textBox(other).fill('and the second');
  await Promise.all([settled(page), settled(other)]);
  await expectMaps(page, { tokens: ['the', 'first', 'tab'], config: SMALL_CONFIG });
  await expectMaps(other, { tokens: ['and', 'the', 'second'], config: SMALL_CONFIG });
  await other.getByRole('button', { name: 'Switch to dark theme' }).click();
  await expect(root(page)).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await settled(page);
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  await expect(textBox(page)).toHaveValue('the first tab');
  await expect(notices(page)).toHaveCount(0);
  await expect(notices(other)).toHaveCount(0);
});

test('storage that is full, or has no room as in some private windows, costs the memory of a choice alone', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
  });
  await open(page, SMALL);
  for (const theme of ['dark', 'light']) {
    await page.getByRole('button', { name: `Switch to ${theme} theme` }).click();
    await expect(root(page)).toHaveAttribute('data-theme', theme);
    await expect(notices(page)).toHaveText([/^This browser does not let the page remember your choice/]);
  }
  await expectToWork(page);
});

test('a system clock that is set while someone types makes no other history and no other picture', async ({ page }) => {
  await open(page, SMALL);
  const entries = await page.evaluate(() => history.length);
  await textBox(page).evaluate((box) => {
    const setText = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    for (const [years, text] of [
      [0, 'it'],
      [-1, 'it works'],
      [10, 'it works in'],
      [0, 'it works in time'],
    ] as const) {
      const now = performance.timeOrigin + performance.now() + years * 365 * 86_400_000;
      Date.now = () => now;
      setText?.call(box, text);
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await expect(page).toHaveURL(/#text=it\+works\+in\+time&/);
  await settled(page);
  await expectMaps(page, { tokens: ['it', 'works', 'in', 'time'], config: SMALL_CONFIG });
  // One burst of typing, one entry.
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);
  await page.goBack();
  await expect(textBox(page)).toHaveValue(DEFAULT_TOKENS.join(' '));
  await expect(notices(page)).toHaveCount(0);
});

/** Not one of the tokens, which are buttons on the screen and words on paper. */
const NO_TOKEN = ':not([aria-label="Tokens"] *)';

for (const [zoom, viewport] of [
  ['133 %', { width: 960, height: 540 }],
  ['200 %', { width: 640, height: 360 }],
  ['400 %', { width: 320, height: 256 }],
] as const) {
  test(`at ${zoom} zoom the page is as wide as the screen, and every control is on it and free`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await open(page);
    // Tokens stand in a row that scrolls sideways.
    const controls = page.locator(
      `:is(a, button, select, textarea, input:not([type="range"]), .stop-slider)${NO_TOKEN}`,
    );
    const boxes = await boxesOf(controls);
    expect(boxes.length).toBeGreaterThan(20);
    expect(boxes.filter(({ left, right }) => left < 0 || right > viewport.width)).toEqual([]);
    const overlapping = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
        .map((b) => `${a.name} × ${b.name}`),
    );
    expect(overlapping).toEqual([]);
    for (const name of ['Keys', 'Presets', 'Save Parameters']) {
      await page.getByRole('button', { name, exact: true }).click();
      const [panel] = await boxesOf(page.locator('.disclosure-menu__panel'));
      expect(panel, name).toBeDefined();
      expect(panel?.left, name).toBeGreaterThanOrEqual(0);
      expect(panel?.right, name).toBeLessThanOrEqual(viewport.width);
      await page.keyboard.press('Escape');
    }
    await column(page, 'gqa').getByText('Data table').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    await page.getByLabel('KV heads').press('Home');
    await expect(column(page, 'gqa')).toContainText('→ 1 KV');
  });
}

test('moves nothing for those who want less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  const log = await page.evaluateHandle(() => {
    const wires = document.querySelector('[aria-label="Grouped-query attention"] .wiring');
    const seen = { isOn: true, moving: 0, pictures: [] as string[] };
    const look = () => {
      seen.moving += document.getAnimations().length;
      if (wires && seen.pictures.at(-1) !== wires.innerHTML) seen.pictures.push(wires.innerHTML);
      if (seen.isOn) requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  await page.getByLabel('KV heads').press('End');
  await expect(column(page, 'gqa')).toContainText('→ 16 KV');
  await settled(page);
  const { moving, pictures } = await log.evaluate(async (seen) => {
    // What begins to move only now would be missed otherwise.
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
    seen.isOn = false;
    return { moving: seen.moving, pictures: seen.pictures.length };
  });
  // Before and after, and nothing between.
  expect({ moving, pictures }).toEqual({ moving: 0, pictures: 2 });
});

test('keeps colours that are data, marks of focus and the right theme where the system forces its colours', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.addInitScript(() => localStorage.setItem('headroom.preferences', '{"theme":"light"}'));
  await open(page);
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  await expectMaps(page, { tokens: DEFAULT_TOKENS, config: DEFAULT_CONFIG, theme: 'dark' });
  for (const data of ['.ramp-legend__ramp', '.ramp-legend__swatch', '.heat-map__canvas'])
    await expect(page.locator(data).first()).toHaveCSS('background-image', /gradient/);
  for (const [control, mark] of [
    [page.getByLabel('query head 0, KV head 0').first(), page.locator('.heat-map').first()],
    [page.getByLabel('KV heads'), page.locator('#root input:focus-visible + .stop-slider__rail b')],
    [textBox(page), textBox(page)],
  ] as const) {
    await control.focus();
    await page.keyboard.press('Shift');
    await expect(mark).toHaveCSS('outline-style', 'solid');
  }
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect(page.locator('.stop-slider__rail b').first()).not.toHaveCSS('background-color', background);
});

test('prints light, without controls, with the settings in words and no chart cut off', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ media: 'print' });
  await expect(root(page)).toHaveAttribute('data-theme', 'light');
  await expectMaps(page, { tokens: DEFAULT_TOKENS, config: DEFAULT_CONFIG });
  expect(await boxesOf(page.locator(`:is(button, select, textarea, input)${NO_TOKEN}`))).toEqual([]);
  const printed = page.locator('.print-only');
  await expect(printed).toBeVisible();
  await expect(printed).toHaveAttribute('data-text', /^16 query heads · GQA with 4 KV heads · d_model 256 · 10 tokens/);
  await expect(page.getByText('question', { exact: true }).first()).toBeVisible();
  const charts = page.getByRole('region').locator('svg[role="img"]');
  await expect(charts).toHaveCount(8);
  // Browsers print without a word to those who draw: what was drawn for a wide screen has to fit all the same.
  const cutOff = await charts.evaluateAll((elements) => {
    for (const chart of elements) chart.setAttribute('width', '3000');
    return elements.filter((chart) => chart.clientWidth > (chart.parentElement?.clientWidth ?? 0)).length;
  });
  expect(cutOff).toBe(0);
  await page.emulateMedia({ media: 'screen' });
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');

  // As a browser prints: for as long as a screen is asked for, its sheet is what would be printed.
  await page.emulateMedia({ media: null });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(4);
});

test('works in an older browser, without Intl.Segmenter and without canvases off screen', async ({ context, page }) => {
  const age = () => {
    Reflect.deleteProperty(Intl, 'Segmenter');
    Reflect.deleteProperty(globalThis, 'OffscreenCanvas');
  };
  await context.addInitScript(age);
  await prependToWorker(context, age);
  await open(page, '#weights=random&tok=words&text=It%E2%80%99s+3.5%2C+caf%C3%A9%21');
  expect(await page.evaluate(() => 'OffscreenCanvas' in globalThis)).toBe(false);
  await expect(chips(page)).toHaveText(['It’s', '3.5', ',', 'café', '!']);
  await expectMaps(page, { tokens: ['It’s', '3.5', ',', 'café', '!'], config: DEFAULT_CONFIG });
  // WebGL needs a canvas, which only the page has.
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('webgl in the page');
});
