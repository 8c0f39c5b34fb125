import type { Locator, Page } from 'playwright/test';
import { column, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { readCsv, saveAs } from './support/files.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join('+');

/** Above, a weight is painted dark and below, light, however the colour is rounded. */
const DARK_WEIGHT = 0.6;
const LIGHT_WEIGHT = 0.2;

/** Of the trained GQA's heads, the largest weight of each query: [numHeads, tokens], as the saved table has them. */
async function largestOfRows(page: Page): Promise<number[][]> {
  const { rows } = readCsv((await saveAs(page, 'GQA maps', 'CSV')).bytes);
  const largest: number[][] = [];
  for (const [, head, , query, , , , weight] of rows.slice(1)) {
    if (weight === 'masked') continue;
    largest[Number(head)] ??= [];
    const row = largest[Number(head)] as number[];
    row[Number(query)] = Math.max(row[Number(query)] ?? 0, Number(weight));
  }
  // The pointer has been left on a map, where its menu stood: it would ring a cell.
  await page.mouse.move(0, 0);
  // The button stands below the maps: the page may have been scrolled to it.
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.locator('.pointing-card')).toHaveCount(0);
  return largest;
}

/** The darkest pixel of each row of pixels of each map, 0 … 255, as the screen shows them. */
async function darkestOfRows(page: Page, maps: Locator): Promise<number[][]> {
  const boxes = await maps.evaluateAll((all) =>
    all.map((map) => {
      const { x, y, width } = map.getBoundingClientRect();
      const place = [x, y, x + width, y + width].map((at) => Math.round(at * devicePixelRatio));
      const [left, top, right, bottom] = place as [number, number, number, number];
      return { left, top, width: right - left, height: bottom - top };
    }),
  );
  // Marks over the maps, as of rows in which there is nothing to find, are not of the data.
  await maps.evaluateAll((all) => {
    for (const map of all)
      for (const mark of map.parentElement?.children ?? [])
        if (mark !== map) (mark as HTMLElement).style.visibility = 'hidden';
  });
  const screen = (await page.screenshot()).toString('base64');
  return page.evaluate(
    async ([base64, places]) => {
      const bytes = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
      context?.drawImage(image, 0, 0);
      return places.map(({ left, top, width, height }) =>
        Array.from({ length: height }, (_, row) => {
          const pixels = context?.getImageData(left, top + row, width, 1).data ?? [];
          return Math.min(...Array.from(pixels).filter((_byte, index) => index % 4 === 1));
        }),
      );
    },
    [screen, boxes] as const,
  );
}

const gqaMaps = (page: Page) => column(page, 'gqa').locator('.heat-map__canvas');

/** Fails if a map has more pixels than the device shows of it, or fewer than tokens and device have. */
async function expectAPixelEach(maps: Locator, tokens: number) {
  await expect
    .poll(() =>
      maps.evaluateAll(
        (all, count) =>
          all.filter((map) => {
            const ratio = matchMedia('print').matches ? 1 : devicePixelRatio;
            const device = Math.floor(map.getBoundingClientRect().width * ratio);
            return (map as HTMLCanvasElement).width !== Math.min(device, count);
          }).length,
        tokens,
      ),
    )
    .toBe(0);
}

test('shows each pattern of 96 words on maps of fewer pixels, on the screen and on paper', async ({ page }) => {
  await open(page, `#weights=trained&text=${words(96)}`);
  const data = await largestOfRows(page);
  expect(data).toHaveLength(16);
  const shown = await darkestOfRows(page, gqaMaps(page));
  let checked = 0;
  for (const [head, rows] of shown.entries()) {
    expect(rows.length).toBeLessThan(96);
    for (const [row, darkest] of rows.entries()) {
      const tokens = (data[head] ?? []).filter((_, token) => Math.floor((token * rows.length) / 96) === row);
      const largest = Math.max(...tokens);
      if (largest > DARK_WEIGHT) expect(darkest, `head ${head}, row ${row} of pixels`).toBeLessThan(110);
      if (largest < LIGHT_WEIGHT) expect(darkest, `head ${head}, row ${row} of pixels`).toBeGreaterThan(110);
      checked += largest > DARK_WEIGHT ? 1 : 0;
    }
  }
  // Several heads look at one token alone.
  expect(checked).toBeGreaterThan(3 * (shown[0]?.length ?? 0));

  await page.emulateMedia({ media: 'print' });
  await expectAPixelEach(gqaMaps(page), 96);
});

test('shows the heads that look at the first of 128 tokens also in Present at 1024 × 768', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page, `#weights=trained&text=${words(128)}`);
  const data = await largestOfRows(page);
  await page.keyboard.press('p');
  await expect(page.locator('.present-foot')).toBeVisible();
  await settled(page);
  await expectAPixelEach(gqaMaps(page), 128);
  const shown = await darkestOfRows(page, gqaMaps(page));
  const certain = data.flatMap((rows, head) => (rows.every((weight) => weight > DARK_WEIGHT) ? head : []));
  expect(certain.length).toBeGreaterThan(0);
  for (const head of certain) expect(Math.max(...(shown[head] ?? [255])), `head ${head}`).toBeLessThan(110);

  await page.goto(`/#weights=trained&inspect=difference&text=${words(128)}`);
  const differences = page.locator('.difference-map canvas');
  await expect(differences).toHaveCount(16);
  await settled(page);
  await expectAPixelEach(differences, 128);
  await expect(page.getByText('each pixel: the largest difference that falls on it, with its sign')).toBeVisible();
});
