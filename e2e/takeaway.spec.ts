import type { Page } from 'playwright/test';
import { layerInput } from '../src/attention/embeddings.ts';
import { maxAbsDifference } from '../src/attention/selfChecks.ts';
import type { RunConfig } from '../src/attention/types.ts';
import { drawWeights } from '../src/attention/weights.ts';
import { BACKENDS } from '../src/engine/Engine.ts';
import { decodeSafetensors } from '../src/safetensors/decode.ts';
import type { SafetensorsFile } from '../src/safetensors/format.ts';
import { DEFAULT_SETTINGS } from '../src/state/facts/settings.ts';
import { pytorchScript } from '../src/takeaway/pytorchScript.ts';
import { runDifferences } from '../src/takeaway/runDifferences.ts';
import { runTensorShapes } from '../src/takeaway/runFile.ts';
import { open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from './support/expectedRun.ts';
import { notices } from './support/faults.ts';
import { savedFile } from './support/files.ts';

async function downloadRun(page: Page): Promise<SafetensorsFile> {
  const { name, bytes } = await savedFile(page, () => page.getByRole('button', { name: 'Download run' }).click());
  expect(name).toBe('headroom-run.safetensors');
  return decodeSafetensors(bytes);
}

/** Fails unless the file's results follow from its own x and weights, and those from the seed. */
function expectRun(file: SafetensorsFile, config: RunConfig): void {
  const shapes = Object.entries(file.tensors).map(([name, { shape }]) => [name, shape]);
  expect(Object.fromEntries(shapes)).toEqual(runTensorShapes(config, DEFAULT_TOKENS.length));
  const differences = runDifferences(file);
  expect(Object.keys(differences)).toHaveLength(8);
  for (const [name, difference] of Object.entries(differences)) expect(difference, name).toBeLessThan(1e-5);
  const x = file.tensors['x']?.data ?? new Float32Array();
  expect(maxAbsDifference(x, layerInput(DEFAULT_TOKENS, config))).toBeLessThan(1e-6);
  const weight = file.tensors['gqa.w_k.weight']?.data ?? new Float32Array();
  expect(maxAbsDifference(weight, drawWeights('gqa', config).wK.weight)).toBe(0);
}

const VARIANTS: readonly Partial<RunConfig>[] = [
  {},
  { causal: false, kvRule: 'independent' },
  { causal: false, bias: false },
  { bias: false, kvRule: 'independent', positions: false },
  { bias: 'qkv', headDim: 32 },
];

for (const backend of BACKENDS) {
  test(`downloads runs on ${backend} that the float64 reference reproduces to 1e-5`, async ({ page }) => {
    await open(page);
    await page.getByLabel('Backend').selectOption(backend);
    for (const variant of VARIANTS) {
      const config = { ...DEFAULT_CONFIG, ...variant };
      await page.getByLabel('Causal mask').setChecked(config.causal);
      await page.getByLabel('Bias').setChecked(config.bias !== false);
      if (config.bias !== false) await page.getByLabel('W_O too').setChecked(config.bias === true);
      await page
        .getByLabel('d_k', { exact: true })
        .selectOption(config.headDim ? { label: String(config.headDim) } : 'auto');
      await page.getByLabel('Positions').setChecked(config.positions);
      await page.getByLabel('K and V of GQA and MQA').selectOption(config.kvRule);
      await settled(page);
      await expect(page.getByRole('group', { name: 'Engine' }).locator('strong')).toHaveText(backend);
      const file = await downloadRun(page);
      expectRun(file, config);
      expect(file.metadata).toMatchObject({ format: 'pt', app: 'HeadRoom', seed: '7' });
      expect(JSON.parse(file.metadata['tokens'] ?? '')).toEqual(DEFAULT_TOKENS);
      expect(JSON.parse(file.metadata['settings'] ?? '')).toMatchObject({ ...variant, text: DEFAULT_SETTINGS.text });
    }
  });
}

test('copies a PyTorch script for the present settings', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByLabel('KV heads').press('ArrowRight');
  await page.getByRole('button', { name: 'Copy as PyTorch' }).click();
  await expect(page.getByText('Copy as PyTorch: done')).toBeAttached();
  const script = await page.evaluate(() => navigator.clipboard.readText());
  expect(script).toBe(pytorchScript({ ...DEFAULT_SETTINGS, numKvHeads: 8 }, 'headroom-run.safetensors'));
  expect(script).toContain('NUM_KV_HEADS = {"mha": 16, "gqa": 8, "mqa": 1}');
});

test('shows what the browser does not let it copy, selected, and gives the focus back', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }));
  await open(page, '#d=16&heads=2&kv=1&text=one+two');
  for (const label of ['Copy link', 'Copy as PyTorch', 'Copy link']) {
    const button = page.getByRole('button', { name: label, exact: true });
    await button.click();
    const dialog = page.getByRole('dialog', { name: label, exact: true });
    const box = dialog.getByRole('textbox');
    await expect(box).toBeFocused();
    if (label === 'Copy link') await expect(box).toHaveValue(/^http.*#k=\w+&t=one-two/);
    else await expect(box).toHaveValue(/NUM_KV_HEADS = \{"mha": 2, "gqa": 1, "mqa": 1\}/);
    const selected = await box.evaluate((it: HTMLTextAreaElement) => it.selectionEnd - it.selectionStart);
    expect(selected).toBe((await box.inputValue()).length);
    expect(await violations(page)).toEqual([]);
    await expect(notices(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
  }
});

test('copies a link that opens the same page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByLabel('Text', { exact: true }).fill('war & peace #1: 100 % 日本');
  await page.getByLabel('KV heads').press('Home');
  await page.getByLabel('Seed').fill('3');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copy link: done')).toBeAttached();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  await settled(other);
  await expect(other.getByLabel('Text', { exact: true })).toHaveValue('war & peace #1: 100 % 日本');
  await expect(other.getByLabel('KV heads')).toHaveValue('1');
  await expect(other.getByLabel('Seed')).toHaveValue('3');
});

test('follows the system between light and dark, until the switch is used, which is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Switch to light theme' }).press('Enter');
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await settled(page);
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(page.getByRole('button', { name: 'Switch to dark theme' })).toBeVisible();
  await expect(page).toHaveURL('/#weights=random');
});
