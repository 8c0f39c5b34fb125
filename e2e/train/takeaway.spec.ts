import type { Page } from 'playwright/test';
import { initialParameters } from '../../src/attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../src/attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../../src/attention/trained/trainedModel.ts';
import { TRAINED_MODELS } from '../../src/catalog/trainedModels.ts';
import { decodeSafetensors } from '../../src/safetensors/decode.ts';
import { encodeSafetensors } from '../../src/safetensors/encode.ts';
import { modelSetFile } from '../../src/takeaway/modelSetFile.ts';
import { runDifferences } from '../../src/takeaway/runDifferences.ts';
import { open, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { readCsv, saveAs, savedFile } from '../support/files.ts';
import { LONG_MS } from '../support/limits.ts';
import { translated } from '../support/translator.ts';

function modelOf(numKvHeads: number): TrainedModel {
  const shape = { dModel: 32, numHeads: 4, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 0, figures: { loss: numKvHeads }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, numKvHeads), card };
}

const SET: ModelSet = {
  title: 'a set from a test',
  models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1) },
};

/** Drops a file on the page, as from a desktop. */
async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ file, content }) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))], file));
      return dropped;
    },
    { file: name, content: Buffer.from(bytes).toString('base64') },
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('Drop models that were trained here')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

test('models are opened by drop and by button, and given back bit by bit; a bad file changes nothing', async ({
  page,
}) => {
  const file = modelSetFile(SET);
  await open(page);
  await drop(page, 'half.safetensors', file.subarray(0, file.length - 8));
  await expect(page.getByRole('alert').filter({ hasText: '“half.safetensors” was not opened' })).toContainText(
    'nothing has changed. The file was cut off: its tensors take ',
  );
  await expect(page.getByLabel('Weights', { exact: true })).toHaveValue('random');

  await drop(page, 'whole.safetensors', file);
  await settled(page);
  await expect(page.getByLabel('Weights', { exact: true })).toHaveValue('own');
  await expect(page.getByText('Your models (a set from a test)')).toBeVisible();
  await expect(page.getByText('was not opened')).toBeHidden();

  const { tensors, metadata } = decodeSafetensors(file);
  const overflowing = { shape: [32], data: new Float32Array(32).fill(3e38) };
  const zeroWeights = JSON.stringify({
    ...SHIPPED_RECIPE,
    questionWeights: { previous: 0, twoBack: 0, first: 0, mark: 0, induction: 0 },
  });
  const refusals: readonly [Uint8Array, string][] = [
    [
      encodeSafetensors({ ...tensors, 'gqa.blocks.0.norm.weight': overflowing }, metadata),
      'GQA: Its numbers grow too large',
    ],
    [
      encodeSafetensors(tensors, { ...metadata, 'mha.recipe': zeroWeights }),
      "MHA: The file's recipe weights no question",
    ],
    [
      encodeSafetensors(tensors, { ...metadata, 'mha.d_model': '9'.repeat(900_000) }),
      'MHA: The file gives d_model as “99',
    ],
  ];
  for (const [bad, sentence] of refusals) {
    await drop(page, 'bad.safetensors', bad);
    const notice = page.getByRole('alert').filter({ hasText: '“bad.safetensors” was not opened' });
    await expect(notice).toContainText(`nothing has changed. ${sentence}`);
    expect((await notice.textContent())?.length).toBeLessThan(250);
    await expect(page.getByText('Your models (a set from a test)')).toBeVisible();
  }
  await settled(page);
  const run = await savedFile(page, () => page.getByRole('button', { name: 'Download run' }).click());
  const differences = runDifferences(decodeSafetensors(run.bytes));
  expect(Object.keys(differences)).toHaveLength(8);
  for (const [name, difference] of Object.entries(differences)) expect(difference, name).toBeLessThan(1e-5);

  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await page.getByRole('tab', { name: 'Cost against quality' }).click();
  await expect(page.getByRole('region', { name: 'Measured loss of your own models, against KV cache' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Distance from this MHA' })).toBeHidden();
  await settled(page);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Train' }).click();
  const saved = await savedFile(page, () => page.getByRole('button', { name: 'Download models' }).click());
  expect(saved.name).toBe('headroom-models.safetensors');
  expect(saved.bytes.equals(file)).toBe(true);
  await page.locator('input[type=file]').setInputFiles({
    name: 'cat.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('this is a picture of a cat, and of no model'),
  });
  await expect(page.getByRole('alert').filter({ hasText: '“cat.jpg” was not opened' })).toBeVisible();
});

test('the model card tells of the shipped models’ figures and limits', async ({ page }) => {
  await open(page, '#weights=trained');
  await page.getByRole('button', { name: 'Model card' }).click();
  const card = page.getByRole('dialog', { name: 'Model card' });
  const licenses = await card.getByRole('link', { name: 'licenses.txt' }).getAttribute('href');
  const terms = await (await page.request.get(new URL(licenses ?? '', page.url()).href)).text();
  // Of the page, of a worker, of styles and fonts, of a file that is copied.
  for (const held of [
    'HeadRoom',
    'react-dom',
    'seedrandom',
    'katex',
    '@fontsource-variable/inter',
    'tfjs-backend-wasm',
  ])
    expect(terms).toContain(held);
  await expect(card.getByRole('row')).toHaveCount(TRAINED_MODELS.models.length + 1);
  await expect(card.getByText('the meaning of words is absent')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();
  await expect(page.getByRole('button', { name: 'Model card' })).toBeFocused();
});

test('an MHA that was trained is converted by three rules, trained on, and shown in Explore, also translated', async ({
  page,
}) => {
  test.setTimeout(LONG_MS);
  await translated(page);
  await page.goto('/#screen=train&tsteps=100&text=to+be+or+not+to+be&weights=random');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Download models' })).toBeEnabled({ timeout: LONG_MS });
  await expect(page.getByText('step 100 of 100', { exact: true })).toBeVisible();
  // What ends says what it came to, and leads on.
  await expect(page.getByText(/^Done: MHA \d+\s% · GQA \d+\s% · MQA \d+\s% right\. Next:/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Again with seed 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Convert this MHA' }).click();
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  const convert = page.getByRole('region', { name: 'Convert', exact: true });
  await expect(convert.getByText('Done: 5 steps of uptraining')).toBeVisible({ timeout: LONG_MS });
  const title = 'From the MHA at step 100 to GQA and MQA: loss, before and during uptraining';
  const { rows } = readCsv((await saveAs(page, title, 'CSV')).bytes);
  const [, ...measured] = rows;
  // 6 conversions, measured at their start and after each of 5 steps.
  expect(measured).toHaveLength(36);
  for (const [, , , loss] of measured) expect(Number(loss)).toBeGreaterThan(0);
  await expect(convert.getByRole('region', { name: 'just converted' }).locator('canvas')).toHaveCount(4);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Show in Explore' }).click();
  await settled(page);
  // Train was scrolled down to the button; another screen is seen from its top.
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await expect(page.getByLabel('Weights', { exact: true })).toHaveValue('own');
  await expect(page).not.toHaveURL(/screen=train/);
});
