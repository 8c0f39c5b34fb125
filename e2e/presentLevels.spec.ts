import jsQR from 'jsqr';
import type { Locator, Page } from 'playwright/test';
import { hashToSettings, settingsToHash } from '../src/state/link/link.ts';
import { column, open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { overlaps, seenTexts } from './support/texts.ts';

const WORDS = 'the+cat+sat+on+the+mat+and+the+cat';

/** Per cent of the screen's height. */
async function heightOf(page: Page, locator: Locator): Promise<number> {
  const box = await locator.boundingBox();
  const size = page.viewportSize();
  if (!box || !size) throw new Error('There is no box to measure.');
  return (100 * box.height) / size.height;
}

const largeHeads = (page: Page) => page.locator('.head-frame .heat-map');
const heading = (page: Page) => page.getByRole('heading', { level: 2 });

async function expectReadable(page: Page) {
  const texts = await seenTexts(page);
  expect(texts.filter(({ size }) => size < 2.8)).toEqual([]);
  expect(overlaps(texts)).toEqual([]);
}

for (const size of [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]) {
  test.describe(`at ${size.width} × ${size.height}`, () => {
    test.use({ viewport: size });

    test('shows maps of 10 % of the height in three columns and 15 % in one', async ({ page }) => {
      await open(page, '#present=1');
      const map = column(page, 'gqa').getByLabel('query head 0, KV head 0', { exact: true });
      expect(await heightOf(page, map)).toBeGreaterThanOrEqual(10);
      await page.keyboard.press('2');
      await expect(heading(page)).toHaveCount(1);
      await expect.poll(() => heightOf(page, map)).toBeGreaterThanOrEqual(15);
    });

    test('shows one head at 60 % of the height where it is alone, and cells of 3 % in all three', async ({ page }) => {
      await open(page, '#present=1&focus=gqa');
      await page.keyboard.press('h');
      await expect(largeHeads(page)).toHaveCount(1);
      await expect.poll(() => heightOf(page, largeHeads(page))).toBeGreaterThanOrEqual(60);
      await expectReadable(page);
      await page.keyboard.press('0');
      await expect(largeHeads(page)).toHaveCount(3);
      await settled(page);
      expect((await heightOf(page, largeHeads(page).first())) / 10).toBeGreaterThanOrEqual(3);
      await expectReadable(page);
    });
  });
}

test('goes into one head, on to the next and back by keys, KV heads at the arrows all the while', async ({ page }) => {
  await open(page, '#present=1');
  await page.keyboard.press('Enter');
  await expect(largeHeads(page)).toHaveCount(3);
  await expect(page).toHaveURL(/large=0/);
  // Random weights: the head of one number in all three.
  await page.keyboard.press('[');
  await expect(page.getByLabel(/^query head 15, KV head/)).toHaveCount(3);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(page.getByLabel(/^query head 1, KV head/)).toHaveCount(3);
  await page.keyboard.press('ArrowLeft');
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 Q → 2 KV');
  await page.keyboard.press('PageDown');
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 Q → 4 KV');
  await page.keyboard.press('1');
  await expect(largeHeads(page)).toHaveCount(1);
  await settled(page);
  await page.keyboard.press('Escape');
  await expect(column(page, 'mha').locator('.heat-map')).toHaveCount(16);
  await page.keyboard.press('Escape');
  await expect(heading(page)).toHaveCount(3);
  await settled(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Present', exact: true })).toBeVisible();
});

test('works the large head with Tab, Enter and arrows, and frees its cell before it goes up', async ({ page }) => {
  await open(page, '#present=1&focus=gqa&large=5');
  await page.getByRole('textbox', { name: 'Text', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(largeHeads(page)).toBeFocused();
  await page.keyboard.press('Enter');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/cell=5\.2\.1/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/cell=/);
  await page.keyboard.press('Escape');
  await expect(largeHeads(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(largeHeads(page)).toHaveCount(0);
});

test('rings the cell that is pointed at with 0.6 % of the height, and its tokens', async ({ page }) => {
  await open(page, '#present=1&focus=gqa&large=5');
  const box = await largeHeads(page).boundingBox();
  if (!box) throw new Error('There is no map.');
  await page.mouse.move(box.x + (1.5 / 10) * box.width, box.y + (3.5 / 10) * box.height);
  await expect(page.locator('.token-axes__label[data-selected="true"]')).toHaveText([/\bbe\b/, /\bnot\b/]);
  const width = await page
    .locator('.heat-map__ring')
    .first()
    .evaluate((ring) => Number.parseFloat(getComputedStyle(ring).strokeWidth));
  expect((100 * width) / 720).toBeGreaterThanOrEqual(0.6);
  await expect(page.locator('.heat-map__cross')).toHaveCount(1);
});

test('covers figures and GQA’s maps, moves under the cover, and shows before beside after', async ({ page }) => {
  await open(page, '#present=1');
  const gqa = column(page, 'gqa');
  await page.keyboard.press('c');
  await expect(gqa.getByText('What will change?')).toBeVisible();
  await expect(page.getByText(/\d B$/)).toHaveCount(0);
  await expect(page.getByText('164,480')).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(gqa.getByRole('heading')).toHaveText('GQA 16 Q → 2 KV');
  await settled(page);
  await expect(page.getByText(/\d B$/)).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(gqa.getByText('What will change?')).toHaveCount(0);
  await expect(gqa.getByText('2,560 B', { exact: true })).toBeVisible();
  await expect(gqa.getByText('← 5,120 B', { exact: true })).toBeVisible();
  await expect(gqa.getByText('← 164,480', { exact: true })).toBeVisible();
  await expect(column(page, 'mha').getByText('←')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(gqa.getByText('← 5,120 B', { exact: true })).toHaveCount(0);
  await expect(heading(page)).toHaveCount(3);
});

test('tells nothing of what GQA’s heads do under the cover, and tells a screen reader of the move when it is lifted', async ({
  page,
}) => {
  await open(page, `#weights=trained&present=1&focus=gqa&text=${WORDS}`);
  const gqa = column(page, 'gqa');
  const status = page.getByRole('status').filter({ hasText: 'Maps updated' });
  /** All that is seen and heard of GQA but how many KV heads it has. */
  const told = async () => {
    await settled(page);
    const heard = (await gqa.ariaSnapshot()).split('\n').filter((line) => !/heading|img|\d KV/.test(line));
    const seen = (await gqa.innerText()).split('\n').filter((line) => !/\d KV|^GQA/.test(line));
    return [...heard, ...seen];
  };
  for (const level of ['maps', 'one head']) {
    if (level === 'one head') await page.keyboard.press('h');
    await expect.poll(told, level).toContainEqual(expect.stringMatching(/^(previous|two back|copies) /));
    await page.keyboard.press('c');
    const before = await told();
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowRight']) {
      await page.keyboard.press(key);
      expect(await told(), `${level} ${key}`).toEqual(before);
    }
    await expect(status).toHaveCount(0);
    await page.keyboard.press('c');
    await expect(status).toContainText('GQA, 8 KV heads: cache');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
  }
});

test('steps through the words: one row in every map, the others dimmed, and none at the end', async ({ page }) => {
  await open(page, '#present=1&text=one+two+three');
  const dims = page.locator('.heat-map__dim');
  await page.keyboard.press('t');
  await expect(page.getByText('(token 2) asks')).toBeVisible();
  await page.keyboard.press('Shift+T');
  await expect(page.getByText('(token 1) asks')).toBeVisible();
  await expect(dims).toHaveCount(48);
  await expect(dims.first()).toHaveAttribute('d', 'M0 0H3V1H0zM0 2H3V3H0z');
  await expect(page.locator('.present-text mark')).toHaveText('two');
  await expect(dims.first()).toHaveCSS('opacity', '0.7');
  await page.keyboard.press('Shift+T');
  await expect(page.getByText('(token 0) asks')).toBeVisible();
  await page.keyboard.press('Shift+T');
  await expect(dims).toHaveCount(0);
  await page.keyboard.press('t');
  await expect(dims).toHaveCount(48);
  await page.keyboard.press('Escape');
  await expect(dims).toHaveCount(0);
  await page.keyboard.press('t');
  await page.keyboard.press('p');
  await expect(page.locator('.heat-map').first()).toBeVisible();
  await expect(dims).toHaveCount(0);
});

test('shows a QR code at half the height that reads as the link to what is on screen', async ({ page }) => {
  await open(page, `#text=${WORDS}&weights=random&present=1&focus=mqa`);
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Link and QR code' });
  const code = dialog.getByRole('img', { name: 'QR code of the link below' });
  await expect(code).toBeVisible();
  expect(await heightOf(page, code)).toBeCloseTo(50, 0);
  const link = await dialog.locator('.share-link__link').textContent();
  // What linkifiers keep of it means what the address bar says, for a phone: in Explore.
  expect(link).toMatch(/#k=[0-9A-Za-z.&=%-]*[0-9A-Za-z]$/);
  const shared = new URL(page.url()).hash.replace(/&(present|focus)=\w+/g, '');
  expect(settingsToHash(hashToSettings(new URL(link ?? '').hash).settings)).toBe(shared);
  const pixels = await code.evaluate(async (svg) => {
    // As the screen shows it, for a decoder that knows nothing of who drew it.
    const source = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="${svg.getAttribute('viewBox')}"><rect width="100%" height="100%" fill="${getComputedStyle(svg.parentElement as Element).backgroundColor}"/>${svg.querySelector('path')?.outerHTML}</svg>`;
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, 400, 400).data];
  });
  expect(jsQR(new Uint8ClampedArray(pixels), 400, 400)?.data).toBe(link);
  await page.keyboard.press('s');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('s');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(heading(page)).toHaveCount(1);
});

test('says so where the link is too long for a QR code', async ({ page }) => {
  await open(page, `#present=1&text=${'word+'.repeat(200)}`);
  await page.keyboard.press('s');
  await expect(page.getByText(/^This link has 1,\d{3} characters, too many for a QR code/)).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR code of the link below' })).toHaveCount(0);
});

test('greys keys that can’t act, with the reason, and does nothing on the screen at them', async ({ page }) => {
  await open(page, `#present=1&weights=trained&text=${WORDS}`);
  const before = page.url();
  for (const key of ['ArrowUp', 'ArrowDown', 'm', ']']) await page.keyboard.press(key);
  await expect(page.locator('.notices__item')).toHaveCount(0);
  expect(page.url()).toBe(before);
  await page.keyboard.press('?');
  const resting = page.getByRole('dialog', { name: 'Keys' }).locator('[data-rests="true"] dd');
  await expect(resting).toHaveText([
    'more or fewer query heads · needs random weights',
    'causal mask on or off · needs random weights',
    'the head before or after · needs one head: h',
  ]);
});

test('does not load the page again at a remote’s start button', async ({ page }) => {
  await open(page, '#present=1');
  await page.evaluate(() => {
    document.documentElement.dataset['stays'] = '';
  });
  await page.keyboard.press('F5');
  await page.keyboard.press('PageUp');
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 Q → 2 KV');
  await expect(page.locator('html')).toHaveAttribute('data-stays', '');
});

test('says right or wrong of each model’s next word in Explore and Present, and links the heads that it shows large', async ({
  page,
}) => {
  await open(page, `#weights=trained&text=${WORDS}`);
  const verdict = /^next: \S+ [✓✗](right|wrong)$/;
  for (const mechanism of ['mha', 'gqa', 'mqa'] as const)
    await expect(column(page, mechanism).locator('.next-word-verdict')).toHaveText(verdict);
  await expect(column(page, 'mha').locator('.next-word-verdict')).toHaveText('next: sat ✓right');
  await page.keyboard.press('p');
  const line = page.locator('.present-next-words');
  await expect(line).toContainText('MHA sat ✓right');
  expect(await heightOf(page, line)).toBeGreaterThanOrEqual(4.2);
  // All that is said beside the maps of one mechanism stands above the foot.
  await page.keyboard.press('2');
  await expect(heading(page)).toHaveCount(1);
  expect(overlaps(await seenTexts(page))).toEqual([]);
  const strip = await page.getByRole('list', { name: 'Figures of all three' }).boundingBox();
  const last = await page
    .getByRole('list', { name: 'Figures of all three' })
    .getByRole('listitem')
    .last()
    .boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual((strip?.y ?? 0) + (strip?.height ?? 0) + 1);
  await page.keyboard.press('0');
  await page.keyboard.press('h');
  await expect(largeHeads(page)).toHaveCount(3);
  // The two others say how alike they are to the one that they were chosen for.
  await expect(page.locator('.present-head-name', { hasText: 'alike' })).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('to be or not');
  await expect(line).toHaveCount(0);
});

test.describe('on a phone held upright', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('gives the maps the full width, with the figures in a row below', async ({ page }) => {
    await open(page, '#present=1');
    await expect(heading(page)).toHaveCount(1);
    const map = page.getByLabel('query head 0, KV head 0', { exact: true });
    expect((await map.boundingBox())?.width).toBeGreaterThanOrEqual(75);
    const figures = page.getByRole('list', { name: 'Figures of all three' }).getByRole('listitem');
    const tops = await figures.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    await page.keyboard.press('?');
    await expect(page.getByText('all three side by side · needs a wide screen')).toBeVisible();
    await page.keyboard.press('?');
    await page.keyboard.press('h');
    expect((await largeHeads(page).boundingBox())?.width).toBeGreaterThanOrEqual(250);
    expect(await violations(page)).toEqual([]);
  });
});
