import type { Locator, Page } from 'playwright/test';
import { formatWeight } from '../src/attention/numbers/format.ts';
import { recorderScript } from '../src/takeaway/recording/recorderScript.ts';
import {
  makeRecording,
  type RecordingToMake,
  recordingParts,
} from '../src/takeaway/recording/testing/makeRecording.ts';
import { open, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';

/** Right to left, emoji, a blank and a mark among them. */
const TOKENS = ['the', ' cat', ' שלום', '🙂', ',', ' the', ' cat', ' sat', '.', ' the'];

const GQA: RecordingToMake = { tokens: TOKENS, layers: 3, metadata: { model: 'first/gqa' } };
const MHA: RecordingToMake = { tokens: TOKENS, layers: [0, 2], heads: 4, kvHeads: 4, seed: 2, dtype: 'BF16' };
const MQA: RecordingToMake = { tokens: 4, layers: 1, heads: 2, kvHeads: 1, withoutVectors: true };

interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const fileOf = (name: string, bytes: Uint8Array): TestFile => ({
  ...{ name, mimeType: 'application/octet-stream' },
  buffer: Buffer.from(bytes),
});
const first = () => fileOf('first.safetensors', makeRecording(GQA));
const second = () => fileOf('second.safetensors', makeRecording({ ...MHA, metadata: { model: 'second/mha' } }));
const third = () => fileOf('third.safetensors', makeRecording({ ...MQA, metadata: { model: undefined } }));

/** Drops a file on the page, as from a desktop. */
async function drop(page: Page, { name, buffer }: TestFile): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ file, content }) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], file));
      return dropped;
    },
    { file: name, content: buffer.toString('base64') },
  );
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

async function choose(page: Page, ...files: TestFile[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open recordings …' }).click(),
  ]);
  await chooser.setFiles(files);
}

const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const overview = (page: Page, name: string): Locator =>
  page.getByRole('grid', { name: `${name}: all layers and heads` });

test('recordings are opened by drop and by button, three side by side, and what can’t be opened changes nothing', async ({
  page,
}) => {
  await open(page);
  await drop(page, first());
  await expect(page.getByRole('link', { name: 'Your model' })).toHaveAttribute('aria-current', 'page');
  const gqa = column(page, 'first/gqa');
  await expect(gqa).toContainText('GQA · 6 query heads → 3 KV · 10 tokens');
  await expect(gqa).toContainText('The maps follow from q and k: recomputed, they differ by');
  await expect(gqa.getByLabel('query head 5, KV head 2', { exact: true })).toBeVisible();

  await choose(page, second(), third());
  await expect(column(page, 'second/mha')).toContainText('MHA · 4 query heads → 4 KV');
  await expect(column(page, 'third')).toContainText('MQA · 2 query heads → 1 KV · 4 tokens');
  await expect(page.getByText('“first/gqa” and “third” have different tokens, 10 and 4')).toBeVisible();

  await choose(page, fileOf('fourth.safetensors', makeRecording(GQA)));
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('“fourth.safetensors” was not opened: at most 3 recordings stand side by side.');
  await page.getByRole('button', { name: 'Remove third' }).click();
  await expect(column(page, 'third')).toBeHidden();
  const cut = makeRecording(GQA);
  await choose(page, fileOf('cut.safetensors', cut.subarray(0, cut.length - 4)), fileOf('cat.jpg', Buffer.from('no')));
  await expect(notices).toContainText('“cut.safetensors” was not opened. The file was cut off');
  await expect(notices).toContainText('“cat.jpg” was not opened.');
  await expect(page.locator('.recording-column')).toHaveCount(2);

  // A link can't carry them: the screen says so, and only after they were open.
  await page.reload();
  await expect(page.getByText('The recordings that were open are not kept')).toBeVisible();
  await page.reload();
  await expect(page.getByText('The attention of any model, of any size')).toBeVisible();
  await expect(page.getByText('The recordings that were open are not kept')).toBeHidden();
});

test('layers, heads and cells are chosen with the keyboard alone, and read in words', async ({ page }) => {
  await open(page, '#screen=recorded');
  await choose(page, first(), second());
  await settled(page);

  const layers = overview(page, 'first/gqa');
  await expect(page.getByText('3 of 3 layers read')).toBeHidden();
  await layers.getByRole('gridcell', { name: 'layer 0, query head 0, KV head 0' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Layer 1, query head 1, KV head 0', exact: true })).toBeVisible();
  await expect(layers.getByRole('gridcell', { name: 'layer 1, query head 1, KV head 0' })).toBeFocused();
  await expect(column(page, 'second/mha')).toContainText(
    'This recording does not have this layer: it has layers 0 and 2.',
  );
  const slider = page.getByRole('slider', { name: 'Layer' });
  await expect(slider).toHaveValue('1');
  await slider.press('End');
  await settled(page);

  // Into a map, one cell down, and lock it: both recordings are read at once.
  await column(page, 'first/gqa').getByLabel('query head 2, KV head 1', { exact: true }).focus();
  for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  const weight = (asked: RecordingToMake) => {
    const { tensors } = recordingParts(asked);
    return formatWeight(tensors['layers.2.attention_weights']?.data[(2 * 10 + 2) * 10] as number);
  };
  const readout = page.locator('.recorded > .cell-readout');
  await expect(readout).toContainText('שלום');
  await expect(readout).toContainText(`first/gqa ${weight(GQA)} (KV 1)`);
  await expect(readout).toContainText(/second\/mha 0\.\d+ \(KV 2\) · locked, Escape frees it/);
  await expect(page.getByRole('heading', { name: 'Layer 2, query head 2, KV head 1', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(readout).not.toContainText('locked');
});

test('each pane says of the chosen head what it has to, and axe finds nothing, in light and in dark', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '#screen=recorded');
  await page.getByRole('button', { name: 'Copy the recorder' }).click();
  await expect(page.getByText('Copy the recorder: done')).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(recorderScript());
  await page.getByText('The format').click();
  expect(await violations(page)).toEqual([]);
  await choose(page, first(), second());
  await settled(page);
  const panes = page.getByRole('region', { name: 'The chosen head' });
  const signs = [
    ['Map', panes.getByRole('grid', { name: /first\/gqa, layer 0, query head 0, KV head 0: attention map/ })],
    ['Token flow', panes.getByText('Each line goes from a token to one that it attends to')],
    ['Difference', panes.getByText('In this layer “first/gqa” has 6 query heads and “second/mha” 4')],
    ['Who looks alike', panes.getByText(/Q 0 is most alike Q \d of “second\/mha”: 0\.\d{4}/)],
    ['Labels', panes.getByText(/^6 heads: /)],
  ] as const;
  for (const [index, [name, sign]] of signs.entries()) {
    await page.emulateMedia({ colorScheme: index % 2 === 0 ? 'dark' : 'light' });
    await panes.getByRole('tab', { name }).click();
    await expect(sign).toBeVisible();
    expect(await violations(page), name).toEqual([]);
  }
  await panes.getByRole('tab', { name: 'Difference' }).click();
  await panes.getByLabel('minus').selectOption('one of its heads');
  await panes.getByLabel('Head taken away').selectOption('Q 3');
  await expect(panes.getByText('first/gqa − its Q 3: mean total-variation distance')).toBeVisible();
  await expect(panes.getByRole('button', { name: 'query head 3, mean total-variation distance 0.000' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  for (const [width, height] of [
    [1024, 768],
    [1920, 1080],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow, `${width}`).toBe(0);
  }
});
