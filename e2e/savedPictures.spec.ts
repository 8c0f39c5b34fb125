import type { Page } from 'playwright/test';
import { open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { colorsIn, saveAs } from './support/files.ts';

/** One of each class that XML forbids: controls, non-characters, halves of pairs; and a pair, which it lets through. */
const FORBIDDEN = ['a\u0001b', '\u000b', '\u001f', '\ufffe', 'c\uffff', '\ud83d', 'd\ude00e', '\ud83d\ude00'];

async function svgOf(page: Page, what: string): Promise<string> {
  return (await saveAs(page, what, 'SVG')).bytes.toString('utf8');
}

/** What a reader of XML makes of it: its text, or null where it is not well-formed. */
function textOf(page: Page, svg: string): Promise<string | null> {
  return page.evaluate((source) => {
    const file = new DOMParser().parseFromString(source, 'image/svg+xml');
    return file.querySelector('parsererror') ? null : file.documentElement.textContent;
  }, svg);
}

test('saves Inspect’s pictures of tokens with characters that XML forbids as files that can be read', async ({
  page,
}) => {
  await open(page, '#inspect=cell&tok=whitespace&d=16&heads=2&kv=1');
  const box = page.getByRole('textbox', { name: 'Text', exact: true });
  // Typed, such characters do not come through the driver of the browser.
  await box.evaluate((element, value) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {};
    set?.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, FORBIDDEN.join(' '));
  await settled(page);
  for (const pane of ['Cell', 'Token flow']) {
    await page.getByRole('tab', { name: pane, exact: true }).click();
    const menu = page.getByRole('button', { name: /^Save GQA, query head/ });
    const what = (await menu.innerText()).replace(/^Save\s+/, '');
    const text = await textOf(page, await svgOf(page, what));
    expect(text, pane).not.toBeNull();
    expect(text).toContain('d\ufffde');
    expect(text).toContain('\ud83d\ude00');
    expect(await colorsIn(page, (await saveAs(page, what, 'PNG')).bytes)).toBeGreaterThan(20);
  }
});
