import type { Page } from 'playwright/test';
import { column, open, openNext, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { overlaps, seenTexts } from './support/texts.ts';

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;

/** Per cent of the screen's height. */
const LEAST = 2.8;
const LEAST_MUST_READ = 4.2;

const textBox = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const presentButton = (page: Page) => page.getByRole('button', { name: 'Present', exact: true });
const blankScreen = (page: Page) => page.getByRole('dialog', { name: 'Blank screen' });
// Not by its role, which it loses as it closes: it is gone, and the keys are the page's again, a moment later.
const keyList = (page: Page) => page.locator('dialog[aria-label="Keys"]');
const heading = (page: Page) => page.getByRole('heading', { level: 2 });

async function expectNothingOverflows(page: Page) {
  const beyond = await page.evaluate(() => {
    const root = document.documentElement;
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      // Of a long text the end is read, the rest is cut by its box.
      const isMeant = element.closest('.visually-hidden, .heat-map__cells, .present-text__read') !== null;
      if (!element.checkVisibility() || isMeant) return false;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    });
    const scrolls = root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight;
    return [...out.map((element) => element.outerHTML.slice(0, 120)), ...(scrolls ? ['the page scrolls'] : [])];
  });
  expect(beyond).toEqual([]);
}

async function expectReadable(page: Page, mustRead: readonly RegExp[]) {
  const texts = await seenTexts(page);
  expect(texts.filter(({ size }) => size < LEAST)).toEqual([]);
  for (const pattern of mustRead) {
    const found = texts.filter(({ text }) => pattern.test(text));
    expect(found, `${pattern} is on the screen`).not.toEqual([]);
    expect(found.filter(({ size }) => size < LEAST_MUST_READ)).toEqual([]);
  }
  return texts;
}

/** What is presented, and its link. */
const SCENES = [
  ['one head', '#present=1&heads=1'],
  ['64 heads', '#present=1&heads=64&kv=16'],
  ['64 heads, alone', '#present=1&heads=64&kv=64&focus=mha'],
  ['one head, alone', '#present=1&heads=1&focus=mqa'],
  ['d_model 1,024', '#present=1&d=1024'],
  ['200 tokens', `#present=1&text=${'word%20'.repeat(200)}`],
  ['more tokens than are used', `#present=1&tok=characters&text=${'word%20'.repeat(150)}&cell=0.3.3`],
  ['a token longer than the screen', `#present=1&cell=0.0.0&text=${'Donaudampfschifffahrt'.repeat(9)}`],
  ['right-to-left text', '#present=1&cell=3.1.0&text=%D8%A3%D9%83%D9%88%D9%86%20%D8%A3%D9%88%20%D9%84%D8%A7'],
  ['GQA as MHA', '#present=1&kv=16'],
  ['no text', '#present=1&text='],
] as const;

for (const size of SIZES) {
  test.describe(`at ${size.width} × ${size.height}`, () => {
    test.use({ viewport: size });

    test('has type that reads from the last row, and keeps all of it on the screen, whatever is presented', async ({
      page,
    }) => {
      await open(page, '#present=1');
      for (const focus of ['all', 'gqa'] as const) {
        await test.step(`with ${focus} in focus`, async () => {
          await openNext(page, `#present=1&focus=${focus}&cell=5.9.4`);
          const isThree = focus === 'all';
          await expect(heading(page)).toHaveCount(isThree ? 3 : 1);
          await expect(page.getByRole('list', { name: 'Figures of all three' })).toHaveCount(isThree ? 0 : 1);
          const texts = await expectReadable(page, [
            /^To be or not/,
            /^10 tokens$/,
            /^(MHA|GQA|MQA)$/,
            /^16 Q →/,
            /^4 KV$/,
            /^(263,168|164,480|139,808)$/,
            /^(20,480|5,120|1,280) B$/,
            /^question$/,
            /^to$/,
            /^0\.\d{4}$/,
          ]);
          // Only figures of the strip have a second place to be.
          expect(texts.filter(({ isCut }) => isCut).map(({ text }) => text)).toEqual([]);
          expect(overlaps(texts)).toEqual([]);
          await expectNothingOverflows(page);
        });
      }
      for (const [what, hash] of SCENES) {
        await test.step(what, async () => {
          await openNext(page, hash);
          const texts = await expectReadable(page, [/^(MHA|GQA|MQA)$/, / (KV|= MHA|= MQA)$/, /^[\d,.]+ (B|KiB|MiB)$/]);
          // Least of all are names, numbers and the share of the cache cut.
          const cut = texts.filter(({ text, isCut }) => isCut && /^(MHA|GQA|MQA)$| KV$| = |%$/.test(text));
          expect(cut).toEqual([]);
          const saves = !/heads=1|focus/.test(hash);
          if (saves) expect(texts.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^−(93\.8|98\.4).%$/));
          expect(overlaps(texts)).toEqual([]);
          await expectNothingOverflows(page);
        });
      }
    });
  });
}

test('starts with the button and the key, light even on a dark page, and gives theme and focus back', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await presentButton(page).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(page).toHaveURL(/present=1/);
  await expect(presentButton(page)).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('d');
  await page.keyboard.press('Escape');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(presentButton(page)).toBeFocused();
  await page.keyboard.press('p');
  await expect(heading(page)).toHaveCount(3);
  await page.keyboard.press('p');
  await expect(presentButton(page)).toBeFocused();
  await expect(page).not.toHaveURL(/present=1/);
});

test('leaves with the mouse', async ({ page }) => {
  await open(page, '#present=1');
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(presentButton(page)).toBeFocused();
});

test('moves heads, mask and focus from the keyboard', async ({ page }) => {
  await open(page, '#present=1');
  const gqa = column(page, 'gqa').getByRole('heading');
  await page.keyboard.press('ArrowLeft');
  await expect(gqa).toHaveText('GQA 16 Q → 2 KV');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(gqa).toHaveText('GQA 16 Q → 8 KV');
  await page.keyboard.press('ArrowDown');
  await expect(gqa).toHaveText('GQA 8 Q → 8 = MHA');
  await page.keyboard.press('ArrowUp');
  await expect(gqa).toHaveText('GQA 16 Q → 8 KV');
  await page.keyboard.press('m');
  await expect(page.getByText('no mask')).toBeVisible();
  for (const [key, name] of [
    ['1', 'MHA 16 Q → 16 KV'],
    ['2', 'GQA 16 Q → 8 KV'],
    ['3', 'MQA 16 Q → 1 KV'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(heading(page)).toHaveText([name]);
  }
  await settled(page);
  await expect(page).toHaveURL(/focus=mqa/);
  await page.keyboard.press('0');
  await expect(heading(page)).toHaveCount(3);
  await settled(page);
});

test('opens what its link brings forward', async ({ page }) => {
  await open(page, '#present=1&focus=mqa&kv=2');
  await expect(heading(page)).toHaveText(['MQA 16 Q → 1 KV']);
  await page.keyboard.press('2');
  await expect(heading(page)).toHaveText(['GQA 16 Q → 2 KV']);
});

test('never shows an empty map while mechanisms are switched faster than they are computed', async ({ page }) => {
  await open(page, '#present=1&focus=mha');
  await page.evaluate(() => {
    const counter = document.documentElement.dataset;
    counter['emptyMaps'] = '0';
    new MutationObserver(() => {
      const empty = document.querySelectorAll('.heat-map--empty').length;
      if (empty > 0) counter['emptyMaps'] = `${Number(counter['emptyMaps']) + empty}`;
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  for (const key of ['ArrowLeft', '2', '3', 'ArrowRight', '1', '0', 'm', '2', 'ArrowUp', '3', '0', 'ArrowLeft', '1'])
    await page.keyboard.press(key);
  await page.keyboard.press('0');
  await settled(page);
  await expect(heading(page)).toHaveText(['MHA 32 Q → 32 KV', /^GQA 32 Q → \d+ KV$/, 'MQA 32 Q → 1 KV']);
  await expect(page.locator('.heat-map')).toHaveCount(96);
  await expect(page.locator('.map-grid__maps--stale')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.dataset['emptyMaps'])).toBe('0');
});

test('takes typed text, whose letters are letters until Enter or Escape', async ({ page }) => {
  await open(page, '#present=1');
  await textBox(page).fill('');
  await expect(page.getByText('Nothing to attend to yet')).toBeVisible();
  await textBox(page).pressSequentially('m 1. p?');
  await expect(page.getByText('3 tokens', { exact: true })).toBeVisible();
  await expect(heading(page)).toHaveCount(3);
  await expect(page.getByText('causal mask')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(textBox(page)).not.toBeFocused();
  await expect(heading(page)).toHaveCount(3);
  await page.keyboard.press('1');
  await expect(heading(page)).toHaveCount(1);
  await expect(textBox(page)).toHaveValue('m 1. p?');
});

test('leaves keys to an input method that composes with them', async ({ page }) => {
  await open(page, '#present=1');
  await textBox(page).focus();
  await textBox(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(textBox(page)).toBeFocused();
  await page.locator('body').dispatchEvent('keydown', { key: '1', isComposing: true });
  await expect(heading(page)).toHaveCount(3);
});

test('rests single-letter keys where they are switched off, and no others', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Keys', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Single-letter keys' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await expect(presentButton(page)).toBeVisible();
  await presentButton(page).click();
  for (const key of ['m', '1', '.', '?', 'd', 'p']) await page.keyboard.press(key);
  await expect(heading(page)).toHaveCount(3);
  await expect(page.getByText('causal mask')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 Q → 2 KV');
  await page.keyboard.press('Escape');
  await expect(presentButton(page)).toBeFocused();
});

test('blanks the whole screen, pointer and all, until the same key or Escape', async ({ page }) => {
  await open(page, '#present=1');
  for (const back of ['.', 'b', 'Escape']) {
    await page.keyboard.press(back === 'b' ? 'b' : '.');
    await expect(blankScreen(page)).toBeVisible();
    const cover = await blankScreen(page).evaluate((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const { backgroundColor, cursor } = getComputedStyle(element);
      const isAll = left <= 0 && top <= 0 && right >= innerWidth && bottom >= innerHeight;
      const isTop = document.elementFromPoint(innerWidth / 2, innerHeight / 2) === element;
      return { isAll, isTop, backgroundColor, cursor };
    });
    expect(cover).toEqual({ isAll: true, isTop: true, backgroundColor: 'rgb(0, 0, 0)', cursor: 'none' });
    // Nobody could see what these did.
    for (const key of ['ArrowLeft', 'm', '1', 'p', '?']) await page.keyboard.press(key);
    await page.keyboard.press(back);
    await expect(blankScreen(page)).toHaveCount(0);
    await expect(heading(page)).toHaveText(['MHA 16 Q → 16 KV', 'GQA 16 Q → 4 KV', 'MQA 16 Q → 1 KV']);
    await expect(page.getByText('causal mask')).toBeVisible();
  }
});

test('lists its keys, and Escape closes the list before it leaves', async ({ page }) => {
  await open(page, '#present=1');
  await page.keyboard.press('?');
  await expect(keyList(page)).toBeVisible();
  await expect(keyList(page).locator('kbd')).toHaveText(
    '← → ↑ ↓ m 0 1 2 3 h Enter [ ] t T c s . b d ? Esc p F11'.split(' '),
  );
  await expectReadable(page, []);
  await expectNothingOverflows(page);
  await page.keyboard.press('?');
  await expect(keyList(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.keyboard.press('Escape');
  await expect(keyList(page)).toHaveCount(0);
  await expect(heading(page)).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(presentButton(page)).toBeVisible();
});

test('locks a cell with a click, leaves the arrows to the heads, and frees the cell before it leaves', async ({
  page,
}) => {
  await open(page, '#present=1');
  await page.getByLabel('query head 5, KV head 1', { exact: true }).click();
  await page.mouse.move(0, 0);
  await expect(page.getByText('query head 5', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/cell=5/);
  await page.keyboard.press('ArrowLeft');
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 Q → 2 KV');
  await page.keyboard.press('Escape');
  await expect(page.getByText('query head 5', { exact: true })).toHaveCount(0);
  await expect(page).not.toHaveURL(/cell=/);
  await page.keyboard.press('Escape');
  await expect(presentButton(page)).toBeVisible();
});

test('leaves the arrows to a map that was reached with Tab', async ({ page }) => {
  await open(page, '#present=1');
  await textBox(page).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(column(page, 'mha').locator('[data-query-head="1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('query head 1', { exact: true })).toBeVisible();
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 Q → 4 KV');
});

for (const theme of ['light', 'dark'] as const) {
  test(`gives axe-core nothing to complain about on ${theme}`, async ({ page }) => {
    await open(page, '#present=1&cell=5.9.4');
    if (theme === 'dark') await page.keyboard.press('d');
    expect(await violations(page)).toEqual([]);
    for (const key of ['2', 'h', '0', 't', 'c']) {
      await page.keyboard.press(key);
      await settled(page);
      expect(await violations(page), key).toEqual([]);
    }
    for (const [key, name] of [
      ['s', 'Link and QR code'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name })).toBeVisible();
      expect(await violations(page), key).toEqual([]);
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
}

test('goes back to Explore with a sentence where its code can not be fetched, and starts when asked again', async ({
  page,
  tolerate,
}) => {
  tolerate(/Failed to load resource/);
  const code = /\/assets\/Present-/;
  await page.route(code, (route) => route.abort());
  await open(page);
  await presentButton(page).click();
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Present could not be loaded');
  await expect(presentButton(page)).toBeVisible();
  await expect(column(page, 'mha').locator('canvas')).toHaveCount(16);
  await page.unroute(code);
  await presentButton(page).click();
  await expect(presentButton(page)).toBeHidden();
  await expect(heading(page)).toHaveCount(3);
});

test('takes Escape also while its code is on its way', async ({ page }) => {
  let fetchCode = () => {};
  const isAskedFor = new Promise<void>((resolve) => {
    fetchCode = resolve;
  });
  await page.route(/\/assets\/Present-/, async (route) => {
    await isAskedFor;
    await route.continue();
  });
  await open(page);
  await page.keyboard.press('p');
  await expect(page.getByText('Loading Present …')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(column(page, 'gqa')).toBeVisible();
  fetchCode();
  await settled(page);
  await expect(column(page, 'gqa')).toBeVisible();
  await expect(presentButton(page)).toBeFocused();
});
