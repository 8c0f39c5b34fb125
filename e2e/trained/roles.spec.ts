import type { Page } from 'playwright/test';
import { MECHANISM_SHORT } from '../../src/attention/sharing.ts';
import { MECHANISMS, type Mechanism } from '../../src/attention/types.ts';
import { HEAD_ORDERS } from '../../src/catalog/headOrder.ts';
import { FIRST_VIEW } from '../../src/state/facts/settings.ts';
import { column, map, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { headOf, likeness } from '../support/comparedHeads.ts';
import { expect, test } from '../support/console.ts';
import { configOf, expectedWeights } from '../support/expectedRun.ts';

const SENTENCE = 'the cat sat on the mat and the dog sat on the mat and the cat sat on the';
const TOKENS = SENTENCE.split(' ');
const LINK = `text=${SENTENCE.replaceAll(' ', '+')}`;
const CONFIG = configOf(FIRST_VIEW);
const ORDERS = Object.fromEntries(
  MECHANISMS.map((mechanism) => [mechanism, HEAD_ORDERS[CONFIG.trained?.models[mechanism] ?? '']?.[1] ?? []]),
) as Record<Mechanism, readonly number[]>;

/** The head of `other` that is most alike, and how much, from the float64 reference and the textbook's formula. */
function nearest(mechanism: Mechanism, queryHead: number, other: Mechanism) {
  const [own, others] = [mechanism, other].map((each) => expectedWeights(each, TOKENS, CONFIG));
  const { length } = TOKENS;
  const all = Array.from({ length: CONFIG.numHeads }, (_, head) =>
    likeness(
      headOf(own as Float64Array, queryHead, length),
      headOf(others as Float64Array, head, length),
      length,
      true,
    ),
  );
  const most = Math.max(...all);
  return { queryHead: all.indexOf(most), likeness: most };
}

/** The head whose cell is lit with cross hairs in the column of a mechanism. */
async function litHead(page: Page, mechanism: Mechanism): Promise<number> {
  const lit = column(page, mechanism).locator('[data-query-head]:has(.heat-map__mark--own)');
  await expect(lit).toHaveCount(1);
  return Number(await lit.getAttribute('data-query-head'));
}

/** The heads of a column from left to right and from top to bottom. */
async function headsInPlace(page: Page, mechanism: Mechanism): Promise<number[]> {
  return column(page, mechanism)
    .locator('[data-query-head]')
    .evaluateAll((maps) =>
      maps
        .map((each) => ({
          head: Number((each as HTMLElement).dataset['queryHead']),
          box: each.getBoundingClientRect(),
        }))
        .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
        .map(({ head }) => head),
    );
}

test('lights the head of each other model that an independent computation, and Inspect, find most alike', async ({
  page,
}) => {
  await page.goto(`/#${LINK}`);
  await settled(page);
  const readout = page.locator('.explore > .cell-readout');
  for (const [mechanism, queryHead] of [
    ['mha', 5],
    ['gqa', 14],
    ['mqa', 15],
  ] as const) {
    await map(page, mechanism, queryHead, CONFIG).hover({ position: { x: 20, y: 60 } });
    expect(await litHead(page, mechanism)).toBe(queryHead);
    for (const other of MECHANISMS.filter((each) => each !== mechanism)) {
      const expected = nearest(mechanism, queryHead, other);
      expect(await litHead(page, other), `in ${other} for ${mechanism} Q ${queryHead}`).toBe(expected.queryHead);
      await expect(column(page, other).locator('.wiring')).toContainText(`Q ${expected.queryHead}`);
      await expect(readout).toContainText(
        `${MECHANISM_SHORT[other]} Q ${expected.queryHead} (most alike, ${expected.likeness.toFixed(2)}): `,
      );
    }
  }
  // In one line, as long as the heads are said apart.
  expect(await readout.evaluate((line) => [line.clientHeight < 30, line.scrollWidth <= line.clientWidth])).toEqual([
    true,
    true,
  ]);

  // A locked cell is one of the mechanism that Inspect follows, whatever is pointed at besides.
  // Where all columns stand beside Inspect.
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/#${LINK}&cell=5.10.2&inspect=likeness&mech=mha&head=5`);
  await settled(page);
  const across = page.getByRole('region', { name: 'Across models' });
  for (const other of ['gqa', 'mqa'] as const) {
    const expected = nearest('mha', 5, other);
    expect(await litHead(page, other)).toBe(expected.queryHead);
    await expect(across).toContainText(
      `${MECHANISM_SHORT[other]} Q ${expected.queryHead} ${expected.likeness.toFixed(4)}`,
    );
  }
  expect(await violations(page)).toEqual([]);
});

test('lights the head that is pointed at alone where a text is too long to compare models by', async ({ page }) => {
  await page.goto(`/#text=${Array.from({ length: 129 }, (_, word) => `w${word % 20}`).join('+')}`);
  await settled(page);
  await map(page, 'gqa', 3, CONFIG).hover({ position: { x: 20, y: 60 } });
  expect(await litHead(page, 'gqa')).toBe(3);
  await expect(page.locator('.explore > .cell-readout')).toHaveText(/ · GQA Q 3: (0\.\d+|< 0\.001)$/);
  await expect(column(page, 'mha').locator('.heat-map__mark--own')).toHaveCount(0);
});

test('orders maps by role or by number, in the link, and moves none of them while labels come', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, 'value') as number);
    }).observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { shifts });
  });
  await page.goto(`/#${LINK}`);
  await expect(column(page, 'gqa').locator('canvas[data-painted]')).toHaveCount(16);
  for (const mechanism of MECHANISMS) expect(await headsInPlace(page, mechanism)).toEqual(ORDERS[mechanism]);
  const before = await page.evaluate(() => (Reflect.get(window, 'shifts') as number[]).length);
  await settled(page);
  expect(await page.evaluate(() => (Reflect.get(window, 'shifts') as number[]).length)).toBe(before);
  for (const mechanism of MECHANISMS) expect(await headsInPlace(page, mechanism)).toEqual(ORDERS[mechanism]);

  // The gutter, which brackets rows by KV head, is there only where rows are groups; else each map names its own.
  const gqa = column(page, 'gqa');
  await expect(gqa.locator('.map-grid__gutter')).toHaveCount(0);
  await expect(gqa.locator('.map-grid__group')).toHaveCount(16);
  await expect(gqa.locator('.map-grid__map', { has: page.locator('[data-query-head="9"]') })).toContainText('KV 2');
  await expect(column(page, 'mqa').locator('.map-grid__gutter')).toHaveText('KV 0 · Q 0–15');

  // Arrow keys follow the places; the focused map alone is described.
  const [first = 0, second = 0, third = 0] = ORDERS.gqa;
  await map(page, 'gqa', first, CONFIG).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(map(page, 'gqa', third, CONFIG)).toBeFocused();
  await expect(map(page, 'gqa', third, CONFIG)).toHaveAccessibleDescription(/^looks at what followed/);
  await expect(map(page, 'gqa', second, CONFIG)).toHaveAccessibleDescription('');
  await expect(gqa.getByText(/^16 heads: \d+ copies, .*\.$/)).toBeAttached();
  await expect(gqa.locator('.role-counts')).toHaveText(/^copies \d+.*first token \d+/);
  expect(await violations(page)).toEqual([]);

  await page.getByLabel('Maps', { exact: true }).selectOption('by number');
  await expect(page).toHaveURL(/&maps=number$/);
  for (const mechanism of MECHANISMS) expect(await headsInPlace(page, mechanism)).toEqual([...Array(16).keys()]);
  await expect(gqa.locator('.map-grid__gutter')).toHaveCount(4);
  await expect(gqa.locator('.map-grid__group')).toHaveCount(0);
  await page.goBack();
  await expect(page).not.toHaveURL(/maps=/);
  expect(await headsInPlace(page, 'gqa')).toEqual(ORDERS.gqa);
  await page.goForward();
  await expect(page.getByLabel('Maps', { exact: true })).toHaveValue('number');
});

test('holds each head against its nearest in Difference, the most alike first', async ({ page }) => {
  await page.goto(`/#${LINK}&inspect=difference`);
  await settled(page);
  const heads = page.getByRole('list', { name: 'GQA − MHA, head by head' }).getByRole('button');
  await expect(heads).toHaveCount(16);
  const shown = await heads.allTextContents();
  const pairs = shown.map((text) => /GQA Q (\d+) against its nearest in MHA, Q (\d+)/.exec(text)?.slice(1).map(Number));
  const expected = Array.from({ length: 16 }, (_, head) => ({ head, ...nearest('gqa', head, 'mha') }));
  for (const [head, partner] of pairs.map((pair) => pair ?? [])) expect(partner).toBe(expected[head ?? 0]?.queryHead);
  const alike = pairs.map((pair) => expected[pair?.[0] ?? 0]?.likeness ?? 0);
  for (const [place, value] of alike.entries()) expect(value).toBeLessThanOrEqual((alike[place - 1] ?? 1) + 1e-5);
  expect(await violations(page)).toEqual([]);
});
