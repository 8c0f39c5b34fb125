import type { Page } from 'playwright/test';
import { open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { notices } from './support/faults.ts';
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

/** Every way of reading a canvas gives noise, as with Firefox's `privacy.resistFingerprinting`. */
function falsifyReading(): void {
  const noise = (width: number, height: number) =>
    new ImageData(
      new Uint8ClampedArray(4 * width * height).map((_, index) => (index * 7919) % 256),
      width,
      height,
    );
  const spoiled = ({ width, height }: HTMLCanvasElement) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')?.putImageData(noise(width, height), 0, 0);
    return canvas;
  };
  CanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) => noise(width, height);
  const { toDataURL, toBlob } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.toDataURL = function () {
    return toDataURL.call(spoiled(this));
  };
  HTMLCanvasElement.prototype.toBlob = function (callback) {
    toBlob.call(spoiled(this), callback);
  };
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
    // A lone surrogate is named where tokens are labelled.
    expect(text).toContain('d\\uDE00e');
    expect(text).toContain('\ud83d\ude00');
    expect(await colorsIn(page, (await saveAs(page, what, 'PNG')).bytes)).toBeGreaterThan(20);
  }
});

test('saves true maps in a browser that falsifies what is read from a canvas, and says why a PNG can’t be made', async ({
  page,
}) => {
  const figures = [
    ['cell', /^Save GQA, query head 0/],
    ['difference', /^Save the difference/],
    ['likeness', /^Save GQA heads/],
  ] as const;
  for (const [pane, name] of figures) {
    await open(page, `#inspect=${pane}&d=16&heads=4&kv=2`);
    const what = (await page.getByRole('button', { name }).innerText()).replace(/^Save\s+/, '');
    const honest = await svgOf(page, what);
    expect(honest).toContain('<image');
    await page.evaluate(falsifyReading);
    expect(await svgOf(page, what), pane).toBe(honest);
  }
  const menu = page.getByRole('button', { name: /^Save GQA heads/ });
  await menu.click();
  await menu.locator('xpath=..').getByRole('button', { name: 'PNG' }).click();
  await expect(notices(page)).toHaveText(
    /could not be saved: This browser gives a page other pixels than its pictures have/,
  );
});

test('looks the same in a browser that darkens pages by force, in either theme', async ({ page }) => {
  // Browsers do so only for people whose system is dark: what is at stake is the light theme that they chose here.
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '#d=16&heads=2&kv=1');
  const protocol = await page.context().newCDPSession(page);
  const look = () =>
    Promise.all(['.color-legend', '.map-grid__picture'].map((part) => page.locator(part).first().screenshot()));
  for (const theme of ['light', 'dark']) {
    await page.getByRole('button', { name: `Switch to ${theme} theme` }).click();
    await protocol.send('Emulation.setAutoDarkModeOverride', { enabled: false });
    const honest = await look();
    await protocol.send('Emulation.setAutoDarkModeOverride', { enabled: true });
    expect(await look(), theme).toEqual(honest);
  }
});
