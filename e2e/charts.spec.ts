import type { Locator, Page } from 'playwright/test';
import { formatBytes } from '../src/attention/numbers/format.ts';
import { MECHANISMS } from '../src/attention/types.ts';
import { column, open, plainText, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from './support/expectedRun.ts';
import { colorsIn, pngSize, readCsv, saveAs } from './support/files.ts';

const parameters = (page: Page) => page.getByRole('region', { name: 'Parameters', exact: true });
const cache = (page: Page) => page.getByRole('region', { name: 'KV cache', exact: true });

/** The open data table of a region, header row first. */
async function tableOf(region: Locator): Promise<string[][]> {
  const table = region.getByRole('table');
  // The table is made when its box has opened, a moment after the key or click.
  await expect(table).toBeVisible();
  const rows = await table.getByRole('row').all();
  return Promise.all(rows.map((row) => row.locator('th,td').allTextContents()));
}

test('stacks Q, K, V, O and biases with counts, reductions and the formula', async ({ page }) => {
  await open(page);
  const panel = parameters(page);
  const shown = await plainText(panel);
  for (const text of [
    '4·256² + 1,024 = 263,168',
    '2·256² + 2·256·64 + 640 = 164,480',
    '2·256² + 2·256·16 + 544 = 139,808',
    '−37.5 %',
    '−46.9 %',
  ]) {
    expect(shown).toContain(text);
  }
  for (const part of ['Q', 'K', 'V', 'O', 'biases'])
    await expect(panel.getByText(part, { exact: true }).first()).toBeVisible();

  // To one scale: GQA's K is a quarter of its Q, and so is drawn.
  const [q, k] = await panel
    .locator('.parameter-bars__segment')
    .evaluateAll((marks) => marks.map((mark) => mark.getBoundingClientRect()).filter(({ height }) => height > 0))
    .then((boxes) => boxes.slice(5 + 5, 5 + 7).map(({ width }) => width));
  expect((k ?? 0) / (q ?? 1)).toBeCloseTo(0.25, 2);

  await page.getByLabel('Bias').uncheck();
  await page.getByLabel('KV heads').press('End');
  expect(await plainText(panel)).toContain('4·256² = 262,144');
  await expect(panel.getByText('biases')).toHaveCount(0);
  await settled(page);
});

test('tabulates parameters, cache bytes and weights', async ({ page }) => {
  await open(page);
  await parameters(page).getByText('Data table').click();
  expect(await tableOf(parameters(page))).toEqual([
    ['mechanism', 'Q', 'K', 'V', 'O', 'biases', 'total', 'fewer than MHA (%)'],
    ['MHA', '65,536', '65,536', '65,536', '65,536', '1,024', '263,168', '0'],
    ['GQA', '65,536', '16,384', '16,384', '65,536', '640', '164,480', '37.5'],
    ['MQA', '65,536', '4,096', '4,096', '65,536', '544', '139,808', expect.stringMatching(/^46\.87/)],
  ]);

  await cache(page).getByText('Data table').focus();
  await page.keyboard.press('Enter');
  const bytes = await tableOf(cache(page));
  expect(bytes[0]).toEqual(['tokens', 'MHA · 16 KV (B)', '8 KV (B)', 'GQA · 4 KV (B)', '2 KV (B)', 'MQA · 1 KV (B)']);
  expect(bytes).toContainEqual(['10', '20,480', '10,240', '5,120', '2,560', '1,280']);
  expect(bytes).toContainEqual(['1,024', '2,097,152', '1,048,576', '524,288', '262,144', '131,072']);

  const gqa = column(page, 'gqa');
  await gqa.getByText('Data table').click();
  await gqa.getByLabel('Query token').selectOption('4: to');
  await expect(gqa.getByRole('caption')).toHaveText('GQA: attention weights of the query 4: to');
  const [header, ...rows] = await tableOf(gqa);
  expect(header?.slice(0, 6)).toEqual(['key', 'Q 0 (KV 0)', 'Q 1 (KV 0)', 'Q 2 (KV 0)', 'Q 3 (KV 0)', 'Q 4 (KV 1)']);
  const weights = expectedWeights('gqa', DEFAULT_TOKENS, DEFAULT_CONFIG);
  rows.forEach(([key, ...cells], position) => {
    expect(key).toBe(`${position}: ${DEFAULT_TOKENS[position]}`);
    cells.forEach((cell, head) => {
      if (position > 4) expect(cell).toBe('masked');
      else expect(Number(cell)).toBeCloseTo(weights[(head * 10 + 4) * 10 + position] ?? Number.NaN, 5);
    });
  });
  expect(rows).toHaveLength(10);
});

test('counts cache bytes for layers, sequences and element types, formula included', async ({ page }) => {
  await open(page);
  const panel = cache(page);
  await expect(panel).toContainText('2 × 1 layer × 4 KV heads × 16 d_k × 10 tokens × 1 sequence × 4 B = 5,120 B');
  await expect(panel.getByText('this text: 10 tokens')).toBeVisible();
  await panel.getByLabel('Layers').fill('32');
  await panel.getByLabel('Sequences').fill('8');
  const elements = panel.getByLabel('Bytes per element');
  for (const [element, formula] of [
    ['fp16/bf16 (2 B)', '8 sequences × 2 B = 655,360 B (640 KiB)'],
    ['fp8/int8 (1 B)', '8 sequences × 1 B = 327,680 B (320 KiB)'],
    ['int4 (½ B)', '8 sequences × 0.5 B = 163,840 B (160 KiB)'],
  ] as const) {
    await elements.selectOption(element);
    await expect(panel).toContainText(`2 × 32 layers × 4 KV heads × 16 d_k × 10 tokens × ${formula}`);
  }
  await expect(column(page, 'gqa')).toContainText('160 KiB');
  await panel.getByLabel('Layers').fill('0');
  await expect(panel.getByLabel('Layers')).toHaveAccessibleDescription(
    '“0” is not a whole number from 1 to 1,024; kept 32.',
  );
  // No number of the run depends on it: the picture stays settled.
  await expect(page.locator('main')).toHaveAttribute('data-state', 'settled');
});

test('draws the cache on linear and logarithmic axes and reads all lines at the length pointed at', async ({
  page,
}) => {
  await open(page);
  const panel = cache(page);
  const slider = panel.getByRole('slider', { name: 'Length to read' });
  await expect(slider).toHaveAttribute('aria-valuemax', '1024');
  for (const label of ['MHA · 16 KV', '8 KV', 'GQA · 4 KV', 'MQA · 1 KV']) {
    await expect(panel.locator('svg').getByText(label, { exact: true })).toBeVisible();
  }

  await slider.scrollIntoViewIfNeeded();
  await slider.hover();
  const length = Number(await slider.getAttribute('aria-valuenow'));
  expect(length).toBeGreaterThan(100);
  // In the unit of MHA's, four times as many.
  const bytes = formatBytes(2 * 4 * 16 * 4 * length, 2 * 4 * 16 * 16 * length);
  await expect(panel.locator('.plot__reading')).toContainText(`${length} tokens`);
  await expect(panel.locator('.plot__reading')).toContainText(bytes);
  expect(await slider.getAttribute('aria-valuetext')).toContain(`GQA ${bytes}`);
  await page.mouse.move(0, 0);
  await expect(slider).toHaveAttribute('aria-valuenow', '10');

  await panel.getByLabel('Axes').selectOption('logarithmic');
  await expect(slider).toHaveAttribute('aria-valuemax', '131072');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /^131,072 tokens: MHA 256 MiB, GQA 64 MiB, MQA 16 MiB/);
  await expect(panel).toContainText('131,072 tokens × 1 sequence × 4 B = 67,108,864 B (64 MiB)');
  await page.keyboard.press('ArrowLeft');
  expect(Number(await slider.getAttribute('aria-valuenow'))).toBeLessThan(131_072);
  await page.keyboard.press('Escape');
  await expect(slider).toHaveAttribute('aria-valuenow', '10');
});

test('saves charts as PNG, as an SVG that stands alone, and as CSV, with their settings', async ({ page }) => {
  await open(page);
  for (const [what, name, rows] of [
    ['Parameters', 'headroom-parameters', [['GQA', '65536', '16384', '16384', '65536', '640', '164480', '37.5']]],
    ['KV cache', 'headroom-kv-cache', [['10', '20480', '10240', '5120', '2560', '1280']]],
  ] as const) {
    const png = await saveAs(page, what, 'PNG');
    expect(png.name).toBe(`${name}.png`);
    const { width, height } = pngSize(png.bytes);
    expect(Math.min(width, height)).toBeGreaterThan(400);
    expect(await colorsIn(page, png.bytes)).toBeGreaterThan(20);

    const svg = await saveAs(page, what, 'SVG');
    expect(svg.name).toBe(`${name}.svg`);
    const text = svg.bytes.toString('utf8');
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).not.toMatch(/var\(|class=|<script|<image|href=|currentColor/);
    const parsed = await page.evaluate((source) => {
      const file = new DOMParser().parseFromString(source, 'image/svg+xml');
      return { failed: file.querySelector('parsererror') !== null, text: file.documentElement.textContent };
    }, text);
    expect(parsed.failed).toBe(false);
    for (const part of ['16 query heads', 'GQA with 4 KV heads', 'd_model 256', '10 tokens', 'causal mask', 'seed 7']) {
      expect(parsed.text).toContain(part);
    }

    const csv = await saveAs(page, what, 'CSV');
    expect(csv.name).toBe(`${name}.csv`);
    const table = readCsv(csv.bytes);
    expect(table.remarks).toContain('# seed 7');
    for (const row of rows) expect(table.rows).toContainEqual(row);
    // What the cache chart's own controls say belongs to its figure, too.
    if (what === 'KV cache') {
      expect(table.remarks).toEqual(expect.arrayContaining(['# 1 layer', '# 1 sequence', '# fp32 (4 B)']));
    }
  }
});

test('saves maps as PNG and as CSV with every weight', async ({ page }) => {
  await open(page);
  for (const mechanism of MECHANISMS) {
    const what = `${mechanism.toUpperCase()} maps`;
    const png = await saveAs(page, what, 'PNG');
    expect(png.name).toBe(`headroom-${mechanism}-maps.png`);
    expect(pngSize(png.bytes).width).toBeGreaterThan(720);
    expect(await colorsIn(page, png.bytes)).toBeGreaterThan(50);

    const { remarks, rows } = readCsv((await saveAs(page, what, 'CSV')).bytes);
    expect(remarks).toContain('# random weights, untrained');
    expect(rows[0]?.join()).toBe(
      'mechanism,query head,KV head,query position,query token,key position,key token,weight',
    );
    expect(rows).toHaveLength(1 + 16 * 10 * 10);
    const weights = expectedWeights(mechanism, DEFAULT_TOKENS, DEFAULT_CONFIG);
    const groupSize = { mha: 1, gqa: 4, mqa: 16 }[mechanism];
    const wrong = rows.slice(1).filter((row, index) => {
      const [head, query, key] = [Math.floor(index / 100), Math.floor(index / 10) % 10, index % 10];
      const place = [head, Math.floor(head / groupSize), query, DEFAULT_TOKENS[query], key, DEFAULT_TOKENS[key]];
      const isPlaced = row.slice(0, 7).join() === [mechanism.toUpperCase(), ...place].join();
      const isRight = Math.abs(Number(row[7]) - (weights[index] ?? Number.NaN)) < 1e-5;
      return !isPlaced || (key > query ? row[7] !== 'masked' : !isRight);
    });
    expect(wrong).toEqual([]);
  }
});

test('closes a save menu on Escape and on a click elsewhere', async ({ page }) => {
  await open(page);
  const menu = page.getByRole('button', { name: 'Save KV cache' });
  await menu.focus();
  await page.keyboard.press('Space');
  const png = page.getByRole('button', { name: 'PNG' });
  await page.keyboard.press('Tab');
  await expect(png).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(png).toHaveCount(0);
  await expect(menu).toBeFocused();
  await menu.click();
  await page.getByRole('heading', { name: 'HeadRoom' }).click();
  await expect(png).toHaveCount(0);
});
