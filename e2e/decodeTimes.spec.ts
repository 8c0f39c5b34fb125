import type { Locator, Page } from 'playwright/test';
import type { MECHANISMS } from '../src/attention/types.ts';
import { open, openDecoding } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { LONG_MS } from './support/limits.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Time of a step', exact: true });
const cacheChart = (page: Page) => page.getByRole('region', { name: 'KV cache', exact: true });
const rings = (page: Page) => cacheChart(page).locator('.cache-chart__measured-dot');

/** 4 heads of 4 features, 2 KV heads: a texel of the GPU holds them exactly. */
const HASH = '#text=to+be+or+not&d=16&heads=4&kv=2';
const KV_HEADS = { mha: 4, gqa: 2, mqa: 1 } as const;

async function openTable(region: Locator): Promise<Locator> {
  await region.getByText('Data table').click();
  await expect(region.getByRole('table')).toBeVisible();
  return region.getByRole('table').getByRole('row');
}

test('times a step when asked to, stops when asked to, and puts the caches that it measured on their lines', async ({
  page,
}) => {
  test.setTimeout(LONG_MS);
  await open(page, HASH);
  await openDecoding(page);
  const measure = card(page).getByRole('button', { name: 'Measure', exact: true });
  await expect(measure).toBeVisible();
  await expect(card(page).getByRole('progressbar')).toHaveCount(0);
  await expect(rings(page)).toHaveCount(0);

  await measure.click();
  await expect(card(page).getByRole('progressbar', { name: 'Lengths measured' })).toBeVisible();
  await expect(card(page).getByText(/Measuring [\d,]+ tokens, \d of 7$/)).toBeVisible();
  const figure = card(page).getByRole('region', { name: 'Time of a step against tokens in the cache' });
  await figure.waitFor();
  // The focus is still on it: one key stops what another began.
  await page.keyboard.press('Enter');
  await expect(card(page).getByText('Stopped. What was measured is kept.').first()).toBeVisible();
  await expect(measure).toBeFocused();
  await expect(card(page).getByText(/WebGL · .* float32 · 9 attempts each/)).toBeVisible();

  const rows = await (await openTable(figure)).allInnerTexts();
  const timed = rows.slice(1);
  expect(timed.length).toBeGreaterThanOrEqual(6);
  expect(timed.length % 6).toBe(0);
  expect(timed[0]).toMatch(/^MHA cached, 16 tokens\s+16\s+4\s+2,048\s/);
  const cursor = figure.getByRole('slider', { name: 'Tokens in the cache to read' });
  await cursor.press('Home');
  await expect(cursor).toHaveAttribute('aria-valuenow', '16');
  await expect(cursor).toHaveAttribute('aria-valuetext', /^16 tokens: MHA cached .* ms \(.*MQA recomputed .* ms/);

  await expect(rings(page)).toHaveCount(timed.length / 2);
  for (const ring of await placesOfRings(page)) {
    const numKvHeads = KV_HEADS[ring.mechanism];
    expect(ring.bytes).toBe(2 * ring.tokens * numKvHeads * 4 * 4);
    expect(ring.above).toBeLessThan(0.01);
  }
  await expect(cacheChart(page).getByText(/^Rings: caches that this page allocated/)).toBeVisible();
  const cursorOfCache = cacheChart(page).getByRole('slider', { name: 'Length to read' });
  await cursorOfCache.press('PageUp');
  await expect(cursorOfCache).toHaveAttribute('aria-valuenow', '16');
  await expect(
    cacheChart(page).getByText('measured: MHA 2,048 B, GQA 1,024 B, MQA 512 B for 16 tokens, 1 layer, float32'),
  ).toBeVisible();
  const cacheRows = await (await openTable(cacheChart(page))).allInnerTexts();
  expect(cacheRows[0]).toMatch(/MHA measured \(B\)\s+GQA measured \(B\)\s+MQA measured \(B\)$/);
  expect(cacheRows.find((row) => row.startsWith('16'))).toMatch(/^16(\s+2,048\s+1,024\s+512){2}$/);

  // Two sequences have other lines: nothing measured stands beside them.
  await cacheChart(page).getByLabel('Sequences').fill('2');
  await expect(rings(page)).toHaveCount(0);
  await cacheChart(page).getByRole('button', { name: 'Show measured' }).click();
  await expect(rings(page)).toHaveCount(timed.length / 2);
  await expect(cacheChart(page).getByLabel('Sequences')).toHaveValue('1');
  expect(await violations(page)).toEqual([]);

  // Whatever else is done goes first; what is known stays, under the settings that it is of.
  await measure.click();
  await page.getByRole('slider', { name: 'KV heads' }).press('Home');
  await expect(
    card(page)
      .getByText(/^Stopped: the page had something else to compute/)
      .first(),
  ).toBeVisible();
  await expect(card(page).getByText(/GQA with 2 KV heads · d_model 16/)).toBeVisible();
  await expect(
    card(page).getByText(/^These times are of other settings, or of another backend, than those on screen/),
  ).toBeVisible();
  await expect(rings(page).first()).toBeVisible();
  for (const { mechanism } of await placesOfRings(page)) expect(['mha', 'mqa']).toContain(mechanism);
});

interface RingPlace {
  readonly mechanism: (typeof MECHANISMS)[number];
  readonly tokens: number;
  readonly bytes: number;
  /** How far from its mechanism's line it is drawn, in px up or down. */
  readonly above: number;
}

/** Where the rings lie, and how far from the lines of the formula. */
function placesOfRings(page: Page): Promise<RingPlace[]> {
  return rings(page).evaluateAll((all) =>
    all.map((ring) => {
      const at = (element: Element | null | undefined, name: string) => Number(element?.getAttribute(name));
      const mechanism = (ring as SVGElement).dataset['mechanism'] ?? '';
      const line = ring.ownerDocument.querySelector(`.cache-chart__stroke.plot__dash--${mechanism}`);
      const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => at(line, name)) as [
        number,
        number,
        number,
        number,
      ];
      const onLine = y1 + ((at(ring, 'cx') - x1) / (x2 - x1)) * (y2 - y1);
      return {
        mechanism: mechanism as 'mha',
        tokens: at(ring, 'data-tokens'),
        bytes: at(ring, 'data-bytes'),
        above: Math.abs(at(ring, 'cy') - onLine),
      };
    }),
  );
}
