import { DEFAULT_SETTINGS, FIRST_VIEW } from '../../src/state/facts/settings.ts';
import { column, map, openModel, plainText, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { configOf, DEFAULT_TOKENS, FIRST_TOKENS } from '../support/expectedRun.ts';
import { notices } from '../support/faults.ts';
import { expectMaps } from '../support/maps.ts';
import { textBox } from '../support/small.ts';

const SENTENCE = 'the cat sat on the mat and the dog sat on the mat and the cat sat on the';
const weights = 'Weights';

test('opens with trained weights, exact, and is one preset away from the document’s demo', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await expect(page).toHaveURL('/');
  const model = page.locator('summary', { hasText: 'Model' });
  await expect(model).toContainText('Trained to find things in a sequence; it knows no words’ meaning');
  await expectMaps(page, { tokens: FIRST_TOKENS, config: configOf(FIRST_VIEW) });
  expect(await violations(page)).toEqual([]);
  await expect(page.getByText('what followed an earlier “the”')).toBeVisible();
  for (const fact of ['16 query heads of d_k 16', 'd_model 256', 'causal mask', 'positions', 'bias'])
    await expect(model).toContainText(fact);
  for (const name of ['Query heads', 'd_model', 'Causal mask', 'Positions', 'Bias', 'K and V of GQA and MQA'])
    await expect(page.getByLabel(name, { exact: true })).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Layer', exact: true }).getByLabel('2')).toBeChecked();

  await page.getByLabel('1', { exact: true }).press('Space');
  await expect(page).toHaveURL(/#text=To\+be\+.*\+the&layer=1$/);
  await settled(page);
  await expectMaps(page, { tokens: FIRST_TOKENS, config: configOf({ ...FIRST_VIEW, layer: 1 }) });

  // Twenty stops, each of another model, faster than they can be loaded and computed: the last one counts.
  const slider = page.getByLabel('KV heads', { exact: true });
  for (let stop = 0; stop < 20; stop++) await slider.press(stop % 8 < 4 ? 'ArrowLeft' : 'ArrowRight');
  await expect(slider).toHaveValue('1');
  await settled(page);
  await expectMaps(page, { tokens: FIRST_TOKENS, config: configOf({ ...FIRST_VIEW, layer: 1, numKvHeads: 1 }) });

  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: "The document's demo" }).click();
  await settled(page);
  await expectMaps(page, {
    tokens: DEFAULT_TOKENS,
    config: { ...DEFAULT_SETTINGS, causal: false, positions: false, kvRule: 'independent' },
  });
  await expect(page.getByText('Random weights, untrained:')).toBeVisible();
});

test('labels heads on the text as it changes, and goes on with the word that is copied', async ({ page }) => {
  await page.goto(`/#kv=8&text=${SENTENCE.replaceAll(' ', '+')}`);
  await settled(page);
  const config = configOf({ ...FIRST_VIEW, numKvHeads: 8 });
  const labels = column(page, 'mha').locator('.head-label [id]');
  await expect(labels).toHaveCount(16);
  const sentences = await labels.allTextContents();
  expect(
    sentences.some((sentence) =>
      /^looks at what followed .* · (a random head|itself on shuffled words): 0\.\d\d/.test(sentence),
    ),
  ).toBe(true);
  const induction = sentences.findIndex((sentence) => sentence.startsWith('looks at what followed'));
  const head = map(page, 'mha', induction, config);
  await head.focus();
  await expect(head).toHaveAccessibleDescription(sentences[induction] as string);
  await expect(head.locator('.heat-map__fade')).toHaveCount(1);

  const guesses = column(page, 'mha').getByRole('group', { name: 'Next word' }).getByRole('button');
  await expect(guesses).toHaveCount(3);
  const [word = ''] = (await plainText(guesses.first())).split(/\s/);
  await guesses.first().press('Enter');
  await expect(textBox(page)).toHaveValue(`${SENTENCE} ${word}`);
  await settled(page);

  await textBox(page).fill('');
  await settled(page);
  await expect(labels.filter({ hasText: /./ })).toHaveCount(0);
  await textBox(page).fill('too few words');
  await expect(page.getByText('Too short for labels, which need 8 tokens.')).toBeVisible();
  await settled(page);
  await expect(labels.filter({ hasText: /./ })).toHaveCount(0);

  // No figure where there is nothing to copy; a click away there is.
  await expect(page.getByText('next: nothing to copy')).toHaveCount(3);
  await expect(guesses).toHaveCount(0);
  await page.getByRole('button', { name: 'Try a text that repeats' }).click();
  await settled(page);
  await expect(guesses).toHaveCount(3);
  await textBox(page).fill('too few words');
  await settled(page);

  await openModel(page);
  await page.getByLabel(weights, { exact: true }).press('ArrowUp');
  await settled(page);
  await expect(page).toHaveURL('/#text=too+few+words&kv=8&rule=rescaled');
  await expect(labels).toHaveCount(0);
});

test('computes with random weights until a model that is missing comes on Retry', async ({
  context,
  page,
  tolerate,
}) => {
  tolerate(/404/);
  await context.route('**/weights/*kv4*', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/');
  await expect(notices(page)).toHaveText([
    'The trained model with 4 KV heads could not be loaded: the server answered 404. Until all three are there, weights are random.',
  ]);
  await expect(column(page, 'gqa').locator('canvas[data-painted]')).toHaveCount(16);
  await expectMaps(page, { tokens: FIRST_TOKENS, config: DEFAULT_SETTINGS });
  await context.unroute('**/weights/*kv4*');
  await page.getByRole('button', { name: 'Retry' }).click();
  await settled(page);
  await expect(notices(page)).toHaveCount(0);
  await expectMaps(page, { tokens: FIRST_TOKENS, config: configOf(FIRST_VIEW) });
});

test('reads the models on the page’s own thread where no worker does', async ({ context, page, tolerate }) => {
  tolerate(/^console error: Failed to load resource: net::ERR_FAILED$/);
  await context.route('**/assets/modelWorker-*.js', (route) => route.abort());
  const asked = page.waitForEvent('requestfailed', (request) => request.url().includes('modelWorker'));
  await page.goto('/');
  await asked;
  await settled(page);
  await expect(notices(page)).toHaveCount(0);
  await expectMaps(page, { tokens: FIRST_TOKENS, config: configOf(FIRST_VIEW) });
});
