import type { Locator, Page } from 'playwright/test';
import { costSetupOf } from '../src/cost/costSetupOf.ts';
import { headlineText } from '../src/cost/first/headline.ts';
import { DEFAULT_COST } from '../src/state/facts/cost/defaultCost.ts';
import { hashToSettings } from '../src/state/link/link.ts';
import { open, openNext } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';

const sentence = (page: Page): Locator => page.getByRole('region', { name: 'In one sentence' }).locator('p').first();
const choiceOf = (page: Page) => hashToSettings(new URL(page.url()).hash).settings.cost;

test('Cost opens by its tab, says what one GPU holds, and follows slider, search and fields', async ({ page }) => {
  await open(page);
  const tabs = page.getByRole('navigation', { name: 'Screens' });
  await tabs.getByRole('link', { name: 'Train' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tabs.getByRole('link', { name: 'Cost' })).toBeFocused();
  await tabs.getByRole('link', { name: 'Cost' }).click();
  await expect(sentence(page)).toHaveText(headlineText(costSetupOf(DEFAULT_COST).setup));

  const slider = page.getByRole('slider', { name: 'KV heads' });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveValue('4');
  await expect(sentence(page)).toHaveText(headlineText(costSetupOf({ ...DEFAULT_COST, kvHeads: 4 }).setup));
  await expect(sentence(page)).toContainText('as GQA-4 111');
  await expect.poll(() => choiceOf(page).kvHeads).toBe(4);

  // A search by keyboard alone: a filter is a button, the list belongs to the field.
  const model = page.getByRole('combobox', { name: 'Model' });
  await model.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('llama-3 8b');
  const options = page.getByRole('listbox', { name: 'Models' }).getByRole('option');
  await expect(options.first()).toHaveText(/^Llama-3 8B/);
  await page.keyboard.press('Enter');
  await expect(model).toHaveValue('Llama-3 8B');
  await expect.poll(() => choiceOf(page)).toMatchObject({ model: 'llama-3-8b', kvHeads: 8 });
  const arithmetic = page.getByRole('table', { name: 'The formula with its numbers' });
  await expect(arithmetic.getByRole('row').filter({ hasText: '2 × 32 × 8 × 128 × 2 B' })).toContainText('131,072 B');

  await model.press('ArrowDown');
  await page.getByRole('button', { name: 'MLA', exact: true }).click();
  await expect(options.filter({ hasText: 'DeepSeek-V3' }).first()).toBeVisible();
  await expect(options.filter({ hasText: 'Llama' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(model).toHaveValue('Llama-3 8B');
  await expect(model).toBeFocused();

  const context = page.getByLabel('Context (tokens)');
  await context.fill('12 %');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('alert')).toHaveText(
    'The context takes a whole number of tokens from 1 to 1,000,000,000, not “12 %”. 8,192 counts.',
  );
  await expect(context).toHaveValue('12 %');
  await context.fill('131,072');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => choiceOf(page).contextTokens).toBe(131_072);

  const size = page.getByLabel('Tensor parallel');
  await size.fill('3');
  await expect(page.getByRole('alert')).toHaveText('1 GPU cannot be divided into replicas of 3.');
  await expect(sentence(page)).toHaveText('1 GPU cannot be divided into replicas of 3.');
  await size.fill('1');

  const verdict = page
    .getByRole('region', { name: 'What fits' })
    .getByRole('listitem')
    .filter({ hasText: 'MHA' })
    .first();
  await expect(verdict).toContainText('32 sequences of 131,072 tokens do not fit: short by 1.947 TiB');
  await verdict.getByRole('button', { name: 'a context of at most' }).click();
  await expect(page.getByText(/^32 sequences of 3,\d{3} tokens fit in all of them\.$/)).toBeVisible();
});

test('Cost says what a link names and the catalog lacks, and passes axe in both themes at two sizes', async ({
  page,
}) => {
  await open(page, '#screen=cost&cmodel=llama-9&cgpus=8&ctp=8&ckv=4');
  await expect(page.getByRole('status').filter({ hasText: 'llama-9' })).toHaveText(
    'The catalog has no model called “llama-9”: Llama-3.1 8B is shown.',
  );
  await expect(page.getByText('Heads are replicated: 1 KV head over 8 GPUs')).toBeVisible();
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
  await page.getByRole('combobox', { name: 'Model' }).click();
  expect(await violations(page)).toEqual([]);

  await openNext(page, '#screen=cost&cmodel=bert-base');
  await expect(sentence(page)).toContainText('BERT-base keeps no KV cache: it is an encoder');
  await expect(page.getByText('memory does not limit how many there are')).toBeVisible();
  await openNext(page, '#screen=cost&cmodel=mistral-7b-v0-1&ctokens=32768');
  await expect(page.getByText('once all windows are full, it adds 0 B')).toBeVisible();

  // A model that reads a source, whose length it does not fix.
  await openNext(page, '#screen=cost&cmodel=t5-base&ctokens=16');
  await expect(page.getByText('until then they are counted as 0')).toBeVisible();
  await page.getByLabel('Source (tokens)').fill('512');
  await expect(page.getByText('512 of the source').first()).toBeVisible();
  await expect(page.getByText('until then they are counted as 0')).toHaveCount(0);
});

test('Cost takes a model of one’s own, keeps it when a bad file follows, and answers below with its words, needs and line', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '#screen=cost');
  const ownModel = page.getByRole('region', { name: 'Own model' });
  const paste = async (text: string) => {
    await ownModel.getByLabel('or paste a config.json').fill(text);
    await ownModel.getByRole('button', { name: 'Read the text' }).click();
  };
  const config = { model_type: 'llama', num_hidden_layers: 4, hidden_size: 512, num_attention_heads: 8 };
  const whole = { ...config, num_key_value_heads: 2, vocab_size: 1_000, intermediate_size: 1_024 };
  await paste(JSON.stringify(whole));
  await expect(ownModel.getByRole('status')).toContainText('4 layers');
  // 2 × 4 layers × 2 KV heads × 64 × 2 B
  await expect(page.getByRole('table', { name: 'The formula with its numbers' })).toContainText('2,048 B');
  const own = choiceOf(page).own;
  expect(own?.plan.layers).toMatchObject([{ kind: 'full', count: 4, kvHeads: 2, headDimK: 64 }]);

  await paste(JSON.stringify({ ...config, num_hidden_layers: -3 }));
  await expect(ownModel.getByRole('alert')).toContainText('num_hidden_layers');
  await expect(ownModel.getByRole('alert')).toContainText('-3');
  expect(choiceOf(page).own).toEqual(own);
  // Of a model in several files all are chosen at once; a config.json among them says most.
  await ownModel.locator('input[type=file]').setInputFiles([
    { name: 'model.safetensors.index.json', mimeType: '', buffer: Buffer.from('{"weight_map":{"a":"b.safetensors"}}') },
    { name: 'config.json', mimeType: '', buffer: Buffer.from(JSON.stringify({ ...whole, num_hidden_layers: 7 })) },
  ]);
  await expect(ownModel.getByRole('status')).toContainText('7 layers');
  await ownModel.getByRole('button', { name: 'Back to the catalog’s model' }).click();
  await expect(sentence(page)).toHaveText(headlineText(costSetupOf({ ...DEFAULT_COST, kvHeads: 2 }).setup));

  const speed = page.getByRole('region', { name: 'How fast at best' });
  const term = speed.getByRole('button', { name: 'KV cache' }).first();
  await term.focus();
  const tip = page.getByRole('tooltip').filter({ visible: true });
  await expect(tip).toContainText('Keys and values');
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await speed.getByRole('button', { name: 'Long document' }).click();
  await expect.poll(() => choiceOf(page)).toMatchObject({ sequences: 4, contextTokens: 131_072 });

  const needs = page.getByRole('region', { name: 'Which KV heads do it' });
  await expect(needs.getByRole('status')).toContainText('4 sequences of 131,072 tokens');

  await page.getByRole('region', { name: 'Serve it with vLLM' }).getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('--max-model-len 131072');

  const dots = page.getByRole('group', { name: 'Models by year' }).getByRole('button');
  await dots.and(page.locator('[tabindex="0"]')).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => choiceOf(page).model).not.toBe(DEFAULT_COST.model);
});
