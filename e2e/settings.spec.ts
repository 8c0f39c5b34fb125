import type { Locator, Page } from 'playwright/test';
import { chips, column, columns, map, open, openModel, plainText, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from './support/expectedRun.ts';
import { expectMaps, readPixels } from './support/maps.ts';

const tokens = DEFAULT_TOKENS;

/** The values that a slider rests on, from its least to its greatest, by the keyboard alone. */
async function stopsOf(page: Page, slider: Locator): Promise<number[]> {
  await slider.focus();
  await page.keyboard.press('Home');
  const stops = [Number(await slider.inputValue())];
  const last = Number(await slider.getAttribute('max'));
  while ((stops.at(-1) ?? last) < last) {
    await page.keyboard.press('ArrowRight');
    stops.push(Number(await slider.inputValue()));
  }
  return stops;
}

test('moves its sliders over valid values alone, by arrow keys, Home and End', async ({ page }) => {
  await open(page);
  const heads = page.getByLabel('Query heads');
  const kvHeads = page.getByLabel('KV heads');
  const dModel = page.getByLabel('d_model');
  await expect(heads).toHaveValue('16');
  await expect(kvHeads).toHaveValue('4');
  await expect(dModel).toHaveValue('256');

  expect(await stopsOf(page, kvHeads)).toEqual([1, 2, 4, 8, 16]);
  expect(await stopsOf(page, heads)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  await heads.fill('16');
  expect(await stopsOf(page, dModel)).toEqual([16, 32, 64, 128, 256, 512, 1024]);

  await kvHeads.fill('8');
  await kvHeads.press('ArrowLeft');
  await expect(kvHeads).toHaveValue('4');
  await kvHeads.press('ArrowDown');
  await expect(kvHeads).toHaveValue('2');
  await kvHeads.press('ArrowUp');
  await expect(kvHeads).toHaveAccessibleDescription('4 query heads per KV head; 25\u202f% of MHA’s cache');
  await expect(kvHeads).toHaveAttribute('aria-valuetext', '4 KV heads');

  await dModel.press('Home');
  expect(await heads.getAttribute('max')).toBe('16');
  await settled(page);
});

test('takes the nearest valid value when a script sets a slider', async ({ page }) => {
  await open(page, '#d=64');
  const kvHeads = page.getByLabel('KV heads');
  await kvHeads.fill('2');
  await expect(kvHeads).toHaveValue('2');
  await settled(page);
  await expectMaps(page, { tokens, config: { ...DEFAULT_CONFIG, dModel: 64, numKvHeads: 2 } });
  await kvHeads.evaluate((input: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '7');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect(kvHeads).toHaveValue('8');
});

test('says that one KV head is MQA and that all heads are MHA', async ({ page }) => {
  await open(page);
  const kvHeads = page.getByLabel('KV heads');
  await kvHeads.press('Home');
  await expect(kvHeads).toHaveAccessibleDescription(/^1 KV head: this is MQA;/);
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 query heads → 1 KV = MQA');
  await settled(page);
  await expectMaps(page, { tokens, config: { ...DEFAULT_CONFIG, numKvHeads: 1 } });
  await kvHeads.press('End');
  await expect(kvHeads).toHaveAccessibleDescription(/^All heads: this is MHA;/);
  await expect(column(page, 'gqa').getByRole('heading')).toHaveText('GQA 16 query heads → 16 KV = MHA');
  await settled(page);
  await expectMaps(page, { tokens, config: { ...DEFAULT_CONFIG, numKvHeads: 16 } });
  await expect(column(page, 'gqa')).toContainText('263,168');
});

test('moves KV heads to the nearest divisor when query heads change, and says so until the next change', async ({
  page,
}) => {
  await open(page, '#kv=16');
  await page.getByLabel('Query heads').fill('8');
  await expect(page.getByLabel('KV heads')).toHaveValue('8');
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('KV heads moved from 16 to 8');
  // The sentence names the slider; the slider stays the only control of that name.
  await expect(page.getByLabel('KV heads')).toHaveCount(1);
  await notices.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).not.toContainText('KV heads');

  await page.getByLabel('Query heads').fill('2');
  await expect(notices).toContainText('KV heads moved from 8 to 2');
  await page.getByLabel('Bias').uncheck();
  await expect(notices).not.toContainText('KV heads');
  await settled(page);
  await expectMaps(page, { tokens, config: { ...DEFAULT_CONFIG, numHeads: 2, numKvHeads: 2, bias: false } });
});

test('drags a slider from stop to stop, and keeps the keyboard on it', async ({ page }) => {
  await open(page);
  const slider = page.getByLabel('KV heads');
  const box = await slider.boundingBox();
  if (!box) throw new Error('The slider is not on the page.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 2, y);
  await page.mouse.down();
  await expect(slider).toHaveValue('16');
  const seen = new Set<string>();
  for (let step = 20; step >= 0; step--) {
    await page.mouse.move(box.x + (box.width * step) / 20, y);
    seen.add(await slider.inputValue());
  }
  await page.mouse.up();
  expect([...seen]).toEqual(['16', '8', '4', '2', '1']);
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue('2');
  await settled(page);
  await expectMaps(page, { tokens, config: { ...DEFAULT_CONFIG, numKvHeads: 2 } });
});

test('computes what mask, positions, biases, seed and the rule of K and V say', async ({ page }) => {
  await open(page, '#d=64&heads=8&kv=2');
  let config = { ...DEFAULT_CONFIG, dModel: 64, numHeads: 8, numKvHeads: 2 };
  const expectChange = async (patch: Partial<typeof config>) => {
    config = { ...config, ...patch };
    await settled(page);
    await expectMaps(page, { tokens, config });
  };
  for (const label of ['Causal mask', 'Positions', 'Bias']) await expect(page.getByLabel(label)).toBeChecked();
  await page.getByLabel('Causal mask').press('Space');
  await expectChange({ causal: false });
  await page.getByLabel('Positions').uncheck();
  await expectChange({ positions: false });
  await expect(column(page, 'mha')).toContainText('16,640');
  await page.getByLabel('Bias').uncheck();
  await expectChange({ bias: false });
  await expect(column(page, 'mha')).toContainText('16,384');

  const rule = page.getByLabel('K and V of GQA and MQA');
  await expect(rule.locator('option')).toHaveText(["mean of MHA's heads", 'that mean × √group', 'drawn independently']);
  await rule.selectOption('that mean × √group');
  await expectChange({ kvRule: 'rescaled' });
  await rule.selectOption('drawn independently');
  await expectChange({ kvRule: 'independent' });

  const seed = page.getByLabel('Seed');
  await expect(seed).toHaveValue('7');
  await seed.fill('4294967295');
  await expectChange({ seed: 4294967295 });
  await seed.fill('1.5');
  await expect(seed).toHaveAccessibleDescription(
    '“1.5” is not a whole number from 0 to 4,294,967,295; kept 4294967295.',
  );
  await expectChange({});
  await seed.fill('41');
  await page.getByRole('button', { name: '+1' }).click();
  await expect(seed).toHaveValue('42');
  await expectChange({ seed: 42 });
});

test('gives the same token the same rows and columns where positions are off', async ({ page }) => {
  await open(page, '#text=be+or+be&d=16&heads=2&kv=1&pos=0&causal=0');
  const [pixels] = await page.locator('canvas').evaluateAll(readPixels);
  const [be, , again] = [0, 1, 2].map((row) => pixels?.rgba.slice(12 * row, 12 * row + 12));
  expect(again).toHaveLength(12);
  expect(again).toEqual(be);
});

test('sets what belongs together from the menu Presets, by the keyboard', async ({ page }) => {
  await open(page);
  const menu = page.getByRole('button', { name: 'Presets' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await expect(menu).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: "The document's demo" })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(menu).toBeFocused();
  for (const label of ['Causal mask', 'Positions']) await expect(page.getByLabel(label)).not.toBeChecked();
  await expect(page.getByLabel('Bias')).toBeChecked();
  await settled(page);
  const demo = { ...DEFAULT_CONFIG, causal: false, positions: false, kvRule: 'independent' } as const;
  await expectMaps(page, { tokens, config: demo });

  await menu.click();
  await page.getByRole('button', { name: '8 heads, 2 KV heads' }).click();
  await expect(page.getByLabel('Query heads')).toHaveValue('8');
  await expect(page.getByLabel('KV heads')).toHaveValue('2');
  await settled(page);
  await expectMaps(page, { tokens, config: { ...demo, numHeads: 8, numKvHeads: 2 } });
  expect(await plainText(column(page, 'mqa'))).toContain('12.5 % of MHA’s');
});

test('averaging is told apart from sharing, and random weights begin with the rule that does not flatten maps', async ({
  page,
}) => {
  await page.goto('/#weights=trained');
  await settled(page);
  await openModel(page);
  const weights = page.getByLabel('Weights', { exact: true });
  await weights.selectOption('random (untrained)');
  const rule = page.getByLabel('K and V of GQA and MQA');
  await expect(rule).toHaveValue('rescaled');
  await settled(page);
  const tokens = DEFAULT_TOKENS;
  await expectMaps(page, { tokens, config: { ...DEFAULT_CONFIG, kvRule: 'rescaled' } });
  const note = page.getByText('Averaging is not sharing.');
  await expect(note).toBeHidden();

  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: 'Pooled from MHA' }).click();
  await expect(rule).toHaveValue('mean');
  await expect(page.getByText('MQA’s by 4.0, GQA’s by 2.0')).toBeVisible();
  await expect(column(page, 'mqa')).toContainText('Averaged keys are shorter: its maps go flat.');
  await settled(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Bring the mean back to length' }).click();
  await expect(rule).toHaveValue('rescaled');
  await expect(note).toBeHidden();
  await settled(page);
});

test('names each map by its query head and the KV head that it reads, for any setting', async ({ page }) => {
  for (const [dModel, numHeads, numKvHeads] of [
    [256, 16, 4],
    [64, 8, 2],
    [16, 1, 1],
    [64, 64, 16],
  ] as const) {
    await open(page, `#text=to+be&d=${dModel}&heads=${numHeads}&kv=${numKvHeads}`);
    const config = { ...DEFAULT_CONFIG, dModel, numHeads, numKvHeads };
    await expect(chips(page)).toHaveCount(2);
    for (const { mechanism, region } of columns(page)) {
      await expect(region.getByLabel(/^query head \d+, KV head \d+$/)).toHaveCount(numHeads);
      for (let head = 0; head < numHeads; head += 3) await expect(map(page, mechanism, head, config)).toBeVisible();
    }
  }
});
