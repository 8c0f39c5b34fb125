import type { Locator, Page } from 'playwright/test';
import { layerInput } from '../../src/attention/embeddings.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import { headDim, kvHeadOf, MECHANISM_SHORT, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import { open, openModel, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from '../support/expectedRun.ts';

const CONFIG: RunConfig = { ...DEFAULT_CONFIG, dModel: 64, numHeads: 8, numKvHeads: 2 };
const [HEAD, QUERY, KEY] = [5, 6, 2];
const LINK = `#d=64&heads=8&kv=2&inspect=cell&head=${HEAD}`;
const TOLERANCE = 1e-5;

const arithmetic = (page: Page) => page.getByRole('region', { name: 'The arithmetic of a cell' });
const step = (page: Page, title: string) => arithmetic(page).getByRole('button', { name: title });
const titles = ['vectors', 'Query and key', 'Product', 'Divide', 'Mask', 'Softmax', 'Mix', 'output'];
const unfolded = (page: Page) => arithmetic(page).locator('[data-step] > h3 > button[aria-expanded=true]');

/** "−1.234 × 10⁻⁵" → −1.234e−5; "masked" → NaN */
function numberOf(text: string): number {
  const [mantissa = '', power = ''] = text.replace('−', '-').split(' × 10');
  const exponent = Array.from(power, (digit) => (digit === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit))).join('');
  return Number(mantissa) * 10 ** Number(exponent || 0);
}

/** The columns of the data table of the step `number`, by their headings. */
async function columnsOf(table: Locator): Promise<Record<string, number[]>> {
  const [headings = [], ...rows] = await table.evaluate((element) =>
    Array.from((element as HTMLTableElement).rows, (row) => Array.from(row.cells, (cell) => cell.textContent ?? '')),
  );
  return Object.fromEntries(
    headings.slice(1).map((heading, index) => [heading, rows.map((row) => numberOf(row[index + 1] ?? ''))]),
  );
}

/** What the tables of the steps should hold, from a whole layer in float64. */
function expectedTables(mechanism: Mechanism): Record<string, Record<string, number[]>> {
  const shape = shapeOf(mechanism, CONFIG);
  const [T, d, width, kvHead] = [DEFAULT_TOKENS.length, CONFIG.dModel, headDim(shape), kvHeadOf(HEAD, shape)];
  const x = layerInput(DEFAULT_TOKENS, CONFIG);
  const weights = drawWeights(mechanism, CONFIG);
  const layer = referenceAttention({ x, weights, shape, causal: true });
  const row = (values: Float32Array | Float64Array, index: number, length: number) =>
    Array.from(values.subarray(index * length, (index + 1) * length));
  const times = (a: number[], b: number[]) => a.map((value, index) => value * (b[index] as number));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const q = row(layer.q, HEAD * T + QUERY, width);
  const k = (position: number) => row(layer.k, kvHead * T + position, width);
  const v = row(layer.v, kvHead * T + KEY, width);
  const scores = Array.from({ length: T }, (_, key) => (key > QUERY ? Number.NaN : sum(times(q, k(key)))));
  const attention = row(layer.attentionWeights, HEAD * T + QUERY, T).map((weight, key) =>
    key > QUERY ? Number.NaN : weight,
  );
  const context = row(layer.context, QUERY, d).slice(HEAD * width, (HEAD + 1) * width);
  const columnsOfHead = (out: number) => row(weights.wO.weight, out, d).slice(HEAD * width, (HEAD + 1) * width);
  return {
    vectors: { 'x of the query': row(x, QUERY, d), 'x of the key': row(x, KEY, d) },
    'Query and key': { q, k: k(KEY) },
    Product: { q, k: k(KEY), 'q times k': times(q, k(KEY)) },
    Softmax: {
      'q · k': scores,
      'over √d_k': scores.map((score) => score / Math.sqrt(width)),
      'attention weight': attention,
    },
    Mix: { v, 'weight times v': v.map((value) => value * (attention[KEY] as number)), mix: context },
    output: {
      [`head ${HEAD} adds`]: Array.from({ length: d }, (_, out) => sum(times(context, columnsOfHead(out)))),
      output: row(layer.output, QUERY, d),
    },
  };
}

test('every number of a cell is within 1e-5 of float64 in MHA, GQA and MQA', async ({ page }) => {
  await open(page, `${LINK}&cell=${HEAD}.${QUERY}.${KEY}`);
  await page.getByRole('button', { name: 'All steps' }).click();
  for (const mechanism of MECHANISMS) {
    await page.getByLabel('Mechanism').selectOption(MECHANISM_SHORT[mechanism]);
    await settled(page);
    await expect(arithmetic(page)).toHaveAttribute('data-mechanism', mechanism);
    await arithmetic(page)
      .locator('details')
      .evaluateAll((all) => {
        for (const details of all) (details as HTMLDetailsElement).open = true;
      });
    for (const [title, expected] of Object.entries(expectedTables(mechanism))) {
      const box = arithmetic(page)
        .locator('[data-step]')
        .filter({ has: page.getByRole('button', { name: title }) });
      const columns = await columnsOf(box.getByRole('table'));
      expect(Object.keys(columns)).toEqual(Object.keys(expected));
      for (const [heading, values] of Object.entries(expected)) {
        const name = `${mechanism}, ${heading}`;
        const shown = columns[heading] ?? [];
        expect(shown.map(Number.isNaN), name).toEqual(values.map(Number.isNaN));
        const differences = values.map((value, index) => Math.abs(value - (shown[index] as number)));
        expect(Math.max(...differences.filter((each) => !Number.isNaN(each))), name).toBeLessThan(TOLERANCE);
      }
    }
    const { attention = [] } = { attention: expectedTables(mechanism)['Softmax']?.['attention weight'] };
    await expect(step(page, 'Softmax')).toContainText(
      `weight = ${(attention[KEY] as number).toPrecision(3).slice(0, -1)}`,
    );
    await expect(arithmetic(page).getByText('in float64, loop by loop:')).toContainText('× 10⁻');
    await expect(arithmetic(page).getByText('more than the')).toHaveCount(0);
  }
});

test('unfolds by click, by space bar and all at once, and goes to the heads that share k and v', async ({ page }) => {
  await open(page, `${LINK}&cell=${HEAD}.${QUERY}.${KEY}`);
  await expect(unfolded(page)).toHaveCount(0);
  const list = arithmetic(page).getByRole('list', { name: 'Steps' });
  await list.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(step(page, 'Query and key')).toHaveAttribute('aria-expanded', 'true');
  // On a control the space bar is the control's own.
  await arithmetic(page).getByLabel('All digits').focus();
  await page.keyboard.press('Space');
  await expect(arithmetic(page).getByLabel('All digits')).toBeChecked();
  await expect(unfolded(page)).toHaveCount(2);
  await step(page, 'Softmax').click();
  await list.focus();
  for (let presses = 0; presses < titles.length; presses++) await page.keyboard.press('Space');
  await expect(unfolded(page)).toHaveCount(titles.length);
  for (const title of titles) await expect(step(page, title)).toHaveAttribute('aria-expanded', 'true');

  const q = arithmetic(page).getByRole('slider', { name: `q of query head ${HEAD}` });
  await q.focus();
  await expect(q).toHaveAttribute('aria-valuetext', /^feature 0: −?[\d.]+/);
  await page.keyboard.press('ArrowRight');
  await expect(q).toHaveAttribute('aria-valuetext', /^feature 1: /);
  await expect(arithmetic(page).locator('math').first()).toBeAttached();

  // GQA: heads 4 to 7 read KV head 1.
  const sharing = arithmetic(page).getByRole('button', { name: /which reads the same k$/ });
  await expect(sharing).toHaveText([/^Q 4/, /^Q 5/, /^Q 6/, /^Q 7/]);
  await expect(sharing.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await sharing.first().click();
  await settled(page);
  await expect(page).toHaveURL(/head=4/);
  await expect(arithmetic(page).getByRole('slider', { name: 'q of query head 4' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Fold all' }).click();
  await expect(unfolded(page)).toHaveCount(0);
  await page.getByLabel('Mechanism').selectOption('MHA');
  await step(page, 'Query and key').click();
  await expect(arithmetic(page).getByText('No other query head reads this k')).toBeVisible();
});

test('has every result in sight beside the map at 1280 × 720, without scrolling', async ({ page }) => {
  await open(page, `${LINK}&cell=${HEAD}.${QUERY}.${KEY}`);
  const results = arithmetic(page).locator('.arithmetic__result');
  await expect(results).toHaveCount(titles.length);
  for (const result of await results.all()) await expect(result).toBeInViewport({ ratio: 1 });
  const [map, steps] = [page.locator('.zoom-map__picture'), arithmetic(page)];
  const boxes = await Promise.all([map.boundingBox(), steps.boundingBox()]);
  expect((boxes[0]?.x ?? 0) + (boxes[0]?.width ?? 0)).toBeLessThanOrEqual(boxes[1]?.x ?? 0);
  await expect(map).toBeInViewport({ ratio: 1 });
});

test('keeps its steps unfolded over another seed, and shows no numbers without a text', async ({ page }) => {
  await open(page, LINK);
  await page.getByRole('button', { name: 'All steps' }).click();
  // All are open: there is no next one, but the focus stays where it is.
  const next = page.getByRole('button', { name: 'Next step' });
  await expect(next).toBeDisabled();
  await next.focus();
  await expect(next).toBeFocused();
  await openModel(page);
  await page.getByLabel('Seed', { exact: true }).fill('8');
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(unfolded(page)).toHaveCount(titles.length);
  await page.getByLabel('Text', { exact: true }).fill('');
  await settled(page);
  await expect(page.getByText('Type a text to see its map.')).toBeVisible();
  await expect(arithmetic(page)).toHaveCount(0);
  await expect(page.getByText('Taking the cell apart')).toHaveCount(0);
});

test('says of a masked cell why its weight is 0', async ({ page }) => {
  await open(page, `${LINK}&cell=${HEAD}.2.6`);
  await expect(step(page, 'Mask')).toContainText('masked: −∞');
  await expect(step(page, 'Softmax')).toContainText('weight = 0');
  await page.getByRole('button', { name: 'All steps' }).click();
  await expect(arithmetic(page).getByText('This cell is masked.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
