import type { Page } from 'playwright/test';
import { tokenize } from '../src/attention/tokenizers/index.ts';
import { labelOf } from '../src/attention/tokenizers/labels.ts';
import { NASTY_TEXTS } from '../src/attention/tokenizers/nastyTexts.ts';
import { chips, column, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { saveAs } from './support/files.ts';
import { LONG_MS } from './support/limits.ts';
import { setText } from './support/setText.ts';
import { SMALL, textBox } from './support/small.ts';

/** Every kind of element in the page, and every attribute that one has, e.g. "img src"; values are not compared. */
function markupOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const kinds = new Set<string>();
    for (const element of document.querySelectorAll('*')) {
      kinds.add(element.localName);
      for (const name of element.getAttributeNames()) kinds.add(`${element.localName} ${name}`);
    }
    return [...kinds].sort();
  });
}

/** Runs in the page: everything that a text could have come to be, had it been taken for markup or script. */
function findForeign(): string[] {
  const foreign = 'script:not([src]), iframe, object, embed, base, form, math, marquee, foreignObject, main a';
  const elements = [...document.querySelectorAll(`${foreign}, main img:not([src^="blob:"]), main style, main link`)];
  const handlers = [...document.querySelectorAll('*')].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith('on') || name === 'srcdoc'),
  );
  const pwned = Reflect.get(globalThis, 'pwned') === undefined ? [] : ['A script ran.'];
  return [...elements, ...handlers].map(({ outerHTML }) => outerHTML).concat(pwned);
}

/** Lights a cell, so that tokens stand in the readout, too. */
async function pointAtMap(page: Page): Promise<void> {
  const map = column(page, 'mha').getByLabel('query head 0, KV head 0');
  await map.hover({ position: { x: 1, y: 1 } });
}

/** The chips of `text` as the tokenizer that the tests choose labels them. */
const labelsOf = (text: string) => tokenize(text, 'whitespace', 512).tokens.map(({ label }) => label);

test(`takes each of ${NASTY_TEXTS.length} nasty texts as text, wherever it shows it`, async ({ page }) => {
  test.setTimeout(LONG_MS);
  await open(page, SMALL);
  await setText(page, '');
  await settled(page);
  const empty = await markupOf(page);
  await setText(page, 'a plain text of several words');
  await settled(page);
  await pointAtMap(page);
  // Its code comes when it is first pointed at.
  await expect(page.locator('.pointing-card')).toBeVisible();
  // What ran takes the focus where it is longer than its box.
  const plain = [...empty, ...(await markupOf(page)), 'pre tabindex'];
  for (const text of NASTY_TEXTS) {
    await setText(page, text);
    const labels = labelsOf(text);
    await expect(chips(page), JSON.stringify(text)).toHaveText(labels);
    await settled(page);
    if (labels.length > 0) await pointAtMap(page);
    expect(await page.evaluate(findForeign), JSON.stringify(text)).toEqual([]);
    const more = (await markupOf(page)).filter((kind) => !plain.includes(kind));
    expect(more, JSON.stringify(text)).toEqual([]);
  }
});

test('takes nasty texts as text in Present, from a link, and in the sentences about a link', async ({ page }) => {
  await open(page, SMALL);
  const text = NASTY_TEXTS.slice(0, 12).join(' ');
  const encoded = encodeURIComponent(text);
  await page.goto(`/${SMALL}&present=1&text=${encoded}`);
  await settled(page);
  await expect(textBox(page)).toHaveValue(text);
  expect(await page.evaluate(findForeign)).toEqual([]);

  await page.goto(`/#${encoded}=1&heads=${encoded}`);
  await settled(page);
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(`heads=${encoded.slice(0, 20)}`);
  expect(await page.evaluate(findForeign)).toEqual([]);
});

test('saves pictures of nasty texts that are well-formed SVG without anything of the text in them that acts', async ({
  page,
}) => {
  await open(page, SMALL);
  await setText(page, NASTY_TEXTS.join(' '));
  await settled(page);
  for (const what of ['Parameters', 'KV cache']) {
    const { bytes } = await saveAs(page, what, 'SVG');
    const kinds = await page.evaluate((source) => {
      const file = new DOMParser().parseFromString(source, 'image/svg+xml');
      const elements = [...file.querySelectorAll('*')];
      const names = elements.flatMap((element) => [element.localName, ...element.getAttributeNames()]);
      return [...new Set(names)].filter((name) =>
        /^(on.*|href|.*:href|script|foreignObject|image|use|a|parsererror)$/.test(name),
      );
    }, bytes.toString('utf8'));
    expect(kinds).toEqual([]);
  }
});

test('takes a megabyte of markup on one line', async ({ page }) => {
  test.setTimeout(LONG_MS);
  await open(page, SMALL);
  const piece = '<img/src=x/onerror="globalThis.pwned=1">';
  await setText(page, piece.repeat(Math.ceil(2 ** 20 / piece.length)));
  await expect(chips(page)).toHaveCount(1);
  await settled(page, LONG_MS);
  expect(await page.evaluate(findForeign)).toEqual([]);
  await setText(page, `${piece} `.repeat(Math.ceil(2 ** 20 / piece.length)));
  await expect(chips(page).first()).toHaveText(labelOf(piece));
  await settled(page, LONG_MS);
  expect(await page.evaluate(findForeign)).toEqual([]);
});
