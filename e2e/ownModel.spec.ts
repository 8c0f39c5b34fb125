import type { Locator, Page } from 'playwright/test';
import { referencePass } from '../src/attention/checkpoint/reference.ts';
import { formatWeight } from '../src/attention/numbers/format.ts';
import { fixtureBytes, openCase } from '../src/takeaway/checkpoint/testing/cases.ts';
import { open, openModel as openSettings, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';

const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'];
/** The text of the cases, as a link has it. */
const LINK = `#screen=recorded&text=${encodeURIComponent('the cat naps — the cät naps')}`;

const fileOf = (folder: string, name: string) => ({
  ...{ name, mimeType: 'application/octet-stream' },
  buffer: Buffer.from(fixtureBytes(`${folder}/${name}`)),
});

/** Opens a case, and waits until its text was run. */
async function openModel(page: Page, folder: string): Promise<void> {
  await choose(page, folder);
  await expect(bar(page)).toContainText(/layers in/);
  await settled(page);
}

/** Chooses files of a case. */
async function choose(page: Page, folder: string, names = FILES): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '… or its files' }).click(),
  ]);
  await chooser.setFiles(names.map((name) => fileOf(folder, name)));
}

const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Your model' });
const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notices' });

test('a model’s own files run on the text: copies, its own KV heads and their mean, with next token and nats of float64', async ({
  page,
}) => {
  const { source, plan, expected, config } = await openCase('llama-gqa');
  await open(page, LINK);
  await choose(page, 'llama-gqa');
  await expect(bar(page)).toContainText('3 layers · 6 query heads · 2 KV heads · d_model 36 · d_k 6');
  await expect(bar(page)).toContainText(/3 layers in .*(WebAssembly|webgl)/i);
  await settled(page);
  await expect(page.getByRole('list', { name: 'Tokens of the model' }).getByRole('listitem')).toHaveCount(13);

  const [own = 0, pooled = 0] = await Promise.all(
    [2, 1].map(async (count) => (await referencePass(source, plan, expected.ids, count)).natsPerToken),
  ).then((nats) => nats.map((each) => each ?? 0));
  await expect(column(page, 'llama, 2 KV heads')).toContainText(`${own.toFixed(3)} nats a token`);
  await expect(column(page, 'llama, 2 KV heads')).toContainText('next: ␣naps 100 %');
  await expect(column(page, 'llama, 6 KV heads')).toContainText(`${own.toFixed(3)} nats a token`);
  await expect(column(page, 'llama, 6 KV heads')).toContainText('Copies change nothing but the memory');
  await expect(column(page, 'llama, 1 KV head')).toContainText(`${pooled.toFixed(3)} nats a token`);
  const price = `${pooled < own ? '−' : '+'}${Math.abs(pooled - own).toFixed(3)} for the pooling`;
  await expect(column(page, 'llama, 1 KV head')).toContainText(price);
  await expect(column(page, 'llama, 1 KV head')).toContainText('50 % of the model’s own');

  // The last layer of each, at one cell: the model's own map, and that of the model whose layers are all pooled.
  await page.getByRole('slider', { name: 'Layer' }).press('End');
  await settled(page);
  await column(page, 'llama, 2 KV heads').getByLabel('query head 4, KV head 1', { exact: true }).focus();
  for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  const last = config.numLayers - 1;
  const cell = (4 * 13 + 2) * 13;
  const weightOf = (data: readonly number[] | undefined) => formatWeight(data?.[cell] ?? Number.NaN);
  const ofPooled = expected.pooled?.find(({ numKvHeads }) => numKvHeads === 1)?.attnOfWholeModel[last]?.data;
  const readout = page.locator('.recorded > .cell-readout');
  await expect(readout).toContainText(`llama, 2 KV heads ${weightOf(expected.layer[last]?.attn?.data)} (KV 1)`);
  await expect(readout).toContainText(`llama, 1 KV head ${weightOf(ofPooled)} (KV 0)`);
  expect(await violations(page)).toEqual([]);
});

test('a changed text is run from its first changed token on, other KV heads are chosen, and the model is closed', async ({
  page,
}) => {
  await open(page, LINK);
  await openModel(page, 'gpt2-mha');
  await expect(bar(page)).toContainText('gpt2 3 layers · 4 query heads · 4 KV heads');
  const text = page.getByLabel('Text', { exact: true });
  await text.press('End');
  await text.pressSequentially(' the');
  await settled(page);
  await expect(bar(page)).toContainText(/keys and values of 1[0-9] tokens were in the cache/);

  await page.getByRole('button', { name: 'Remove gpt2, 2 KV heads' }).click();
  await expect(page.locator('.recording-column')).toHaveCount(2);
  await column(page, 'gpt2, 1 KV head')
    .getByLabel('KV heads')
    .selectOption({ label: '2: each the mean of 2 of its own' });
  await expect(column(page, 'gpt2, 2 KV heads')).toContainText('for the pooling');
  await expect(column(page, 'gpt2, 1 KV head')).toBeHidden();
  await page.getByRole('button', { name: 'Remove gpt2, 4 KV heads' }).click();
  await expect(page.locator('.recording-column')).toHaveCount(1);
  await page.getByLabel('Add KV heads').selectOption({ label: '4: its own' });
  await expect(column(page, 'gpt2, 4 KV heads')).toContainText('The model as its files have it.');
  // Kept in the browser only if it is asked for, and there after a reload.
  await page.getByRole('button', { name: 'Remember on this machine' }).click();
  await expect(bar(page)).toContainText('Remembered on this machine');
  await page.reload();
  await page.getByRole('button', { name: 'Open gpt2 again' }).click();
  await expect(bar(page)).toContainText(/layers in/);
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('button', { name: 'Remember on this machine' })).toBeVisible();
  await text.fill('');
  await expect(page.getByText('There are no tokens to attend to: type some text.')).toBeVisible();
  await expect(page.locator('.recording-column')).toHaveCount(0);
  await text.fill('the cat '.repeat(300));
  await expect(bar(page)).toContainText(/more than|tokens: the first \d+ are run/);
  await settled(page);

  // Explore's weights name it, and lead back to it.
  await page.getByRole('link', { name: 'Explore' }).click();
  await settled(page);
  await openSettings(page);
  await page.getByLabel('Weights', { exact: true }).selectOption({ label: 'gpt2, 4 query heads, 4 KV heads' });
  await expect(bar(page)).toBeVisible();
  await page.getByRole('button', { name: 'Close the model' }).click();
  await expect(page.getByText('The attention of any model, of any size')).toBeVisible();
});

test('what is missing among a model’s files is named, and nothing changes', async ({ page }) => {
  await open(page, LINK);
  await openModel(page, 'qwen3-gqa');
  await choose(page, 'llama-gqa', ['config.json', 'model.safetensors']);
  await expect(notices(page)).toContainText('tokenizer.json is not among these files.');
  await choose(page, 'llama-gqa', ['tokenizer.json', 'model.safetensors']);
  await expect(notices(page)).toContainText('config.json is not among these files.');
  await expect(column(page, 'qwen3, 2 KV heads')).toContainText('nats a token');

  // A file that goes while it is read, as when a disk is pulled out.
  await page.evaluate(() => {
    Blob.prototype.slice = () =>
      ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }) as never;
  });
  await choose(page, 'llama-gqa');
  await expect(notices(page)).toContainText('can’t be read any more: it was moved, changed or deleted.');
  await expect(column(page, 'qwen3, 2 KV heads')).toContainText('nats a token');
});
