import type { Locator, Page } from 'playwright/test';
import { chips, column, open, openModel, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG } from './support/expectedRun.ts';
import { notices } from './support/faults.ts';
import { expectMaps } from './support/maps.ts';
import { SMALL, textBox } from './support/small.ts';

const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

/**
 * Every control whose setting is part of the link, in the order of the page. What Inspect's tabs hold is not; nor the layer,
 * which random weights have no choice of.
 */
function controls(page: Page): Locator {
  return page
    .locator('.app__header, .explore, .inspect__head')
    .locator('textarea, input:not([type=radio], [type=file]), select');
}

async function values(page: Page): Promise<string[]> {
  // The charts come last.
  await page.getByLabel('Layers').waitFor();
  return controls(page).evaluateAll((elements) =>
    elements.map((element) => {
      const { type, checked, value } = element as HTMLInputElement;
      return type === 'checkbox' ? String(checked) : value;
    }),
  );
}

/** Runs in the page, where lone surrogates, which JSON escapes, arrive whole: `fill` would replace them. */
function typeJson(box: Element, json: string): void {
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, JSON.parse(json));
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

const valueAsJson = (box: Element) => JSON.stringify((box as HTMLTextAreaElement).value);

test('carries every setting to whoever opens it', async ({ page, context }) => {
  await open(page, '#weights=trained');
  const before = await values(page);

  await openModel(page);
  await page.getByLabel('Weights', { exact: true }).selectOption('random (untrained)');
  await expect(page).toHaveURL('/#rule=rescaled');
  await textBox(page).fill('a b, c');
  await page.getByLabel('Tokenizer').selectOption('words and punctuation');
  await slider(page, 'd_model').press('ArrowLeft');
  await slider(page, 'Query heads').press('ArrowLeft');
  await slider(page, 'KV heads').press('ArrowLeft');
  for (const name of ['Causal mask', 'Positions', 'Bias']) await page.getByLabel(name, { exact: true }).uncheck();
  await page.getByLabel('Seed').fill('4294967295');
  await page.getByLabel('K and V of GQA and MQA').selectOption('drawn independently');
  await page.getByLabel('Backend').selectOption('CPU');
  await page.getByLabel('Colours').selectOption('Viridis');
  await page.getByLabel('Layers').fill('32');
  await page.getByLabel('Sequences').fill('8');
  await page.getByLabel('Bytes per element').selectOption('int4 (½ B)');
  await page.getByLabel('Axes').selectOption('logarithmic');
  await settled(page);
  await column(page, 'gqa')
    .locator('canvas')
    .nth(3)
    .click({ position: { x: 2, y: 2 } });
  await expect(page).toHaveURL(
    '/#text=a+b,+c&tok=words&d=128&heads=8&kv=2&causal=0&pos=0&bias=0&rule=independent&seed=4294967295' +
      '&backend=cpu&scale=viridis&axes=log&layers=32&seqs=8&element=int4&cell=3.0.0&inspect=cell&head=3',
  );
  const changed = await values(page);
  for (const [index, value] of changed.entries()) {
    expect(value, `control ${index} is one that this test changes`).not.toBe(before[index]);
  }

  const reader = await context.newPage();
  await open(reader, new URL(page.url()).hash);
  expect(await values(reader)).toEqual(changed);
  await expect(notices(reader)).toHaveCount(0);
  // Beside Inspect the inspected column alone has its maps.
  await expect(reader.locator('.heat-map__mark--locked')).toHaveCount(8);
  await reader.getByRole('button', { name: 'Close' }).click();
  await expect(reader.locator('.heat-map__mark--locked')).toHaveCount(3 * 8);
  await expectMaps(reader, {
    tokens: ['a', 'b', ',', 'c'],
    config: {
      ...DEFAULT_CONFIG,
      ...{ dModel: 128, numHeads: 8, numKvHeads: 2, causal: false, positions: false, bias: false },
      ...{ kvRule: 'independent', seed: 4_294_967_295 },
    },
    scale: 'viridis',
  });
});

test('leaves out what is at its default', async ({ page }) => {
  await open(page, '#heads=16&causal=1&text=To+be+or+not+to+be,+that+is+the+question&seed=8');
  await page.getByLabel('Causal mask').uncheck();
  await expect(page).toHaveURL('/#causal=0&seed=8');
  await page.getByLabel('Causal mask').check();
  await page.getByLabel('Seed').fill('7');
  await expect(page).toHaveURL('/#weights=random');
  await expect(notices(page)).toHaveCount(0);
});

test('steps back and forward through changes, a burst of them at a time', async ({ page }) => {
  await page.clock.install();
  await open(page, '#d=16&heads=4&kv=4');
  /** Makes changes at one time, however slow the machine: long enough after the last for a burst of their own, and a rest. */
  const burst = async (changes: () => Promise<void>) => {
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
    await changes();
    await page.clock.runFor(2_000);
    await page.clock.resume();
  };
  const shows = async (kvHeads: string, text: string) => {
    await expect(slider(page, 'KV heads')).toHaveValue(kvHeads);
    await expect(textBox(page)).toHaveValue(text);
    await settled(page);
    await expect(column(page, 'gqa')).toContainText(`4 query heads → ${kvHeads} KV`);
    await expect(column(page, 'gqa').locator('canvas').first()).toHaveAttribute('width', `${text.split(' ').length}`);
  };
  const sentence = await textBox(page).inputValue();
  await burst(async () => {
    await slider(page, 'KV heads').press('ArrowLeft');
    await slider(page, 'KV heads').press('ArrowLeft');
  });
  await burst(async () => {
    await textBox(page).fill('one');
    await textBox(page).fill('one two');
  });
  await shows('1', 'one two');
  await page.goBack();
  await shows('1', sentence);
  await page.goBack();
  await shows('4', sentence);
  await page.goForward();
  await shows('1', sentence);
  await page.goForward();
  await shows('1', 'one two');

  // Faster than anything is computed.
  await page.evaluate(async () => {
    for (const step of [-1, -1, 1, 1, -1, -1, 1]) {
      const arrival = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
      history.go(step);
      await arrival;
    }
  });
  await shows('1', sentence);
});

test('opens with what can be read of a broken link, and quotes what cannot', async ({ page }) => {
  await open(page, '#heads=7&causal=yes&text=%FF&kv=2&bias=0&utm_source=mail');
  await expect(notices(page)).toHaveText([
    'text=%FF is not percent-encoded UTF-8: using the usual text.',
    'heads=7 is not a divisor of d_model 256: using 16.',
    'causal=yes is not 0 or 1: using 1.',
    'utm_source=mail means nothing here: ignored.',
  ]);
  await expect(slider(page, 'Query heads')).toHaveValue('16');
  await expect(slider(page, 'KV heads')).toHaveValue('2');
  await expect(page.getByLabel('Causal mask')).toBeChecked();
  await expect(page.getByLabel('Bias', { exact: true })).not.toBeChecked();
  await expect(chips(page)).toHaveCount(10);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(notices(page)).toHaveCount(3);
  // The link written next is whole again.
  await page.getByLabel('Positions').uncheck();
  await expect(page).toHaveURL('/#kv=2&pos=0&bias=0');
});

test('opens whatever hangs on its address', async ({ page }) => {
  const long = Array.from({ length: 20_000 }, (_, index) => `key${index}=%F0%9F`).join('&');
  for (const [hash, says] of [
    ['#/some/route', 'means nothing here: ignored.'],
    ['#access_token=abc&state=%3Cscript%3E', 'access_token=abc means nothing here: ignored.'],
    ['#%', '% means nothing here: ignored.'],
    ['#__proto__=1&constructor=2&heads', 'heads is not a divisor'],
    [`#${long}`, '19996 more parts of the link could not be read.'],
    [`#heads=${'9'.repeat(100_000)}`, 'using 16.'],
    [`#text=${'x'.repeat(100_000)}`, undefined],
  ] as const) {
    await open(page, hash);
    if (says) await expect(notices(page).filter({ hasText: says })).toHaveCount(1);
    expect(await notices(page).count()).toBeLessThanOrEqual(5);
    await expect(column(page, 'gqa').locator('canvas')).toHaveCount(16);
  }
});

test('follows a link pasted into the same tab, and forgets what it said about the one before', async ({ page }) => {
  await open(page, '#heads=7&kv=2');
  await expect(notices(page)).toHaveText(['heads=7 is not a divisor of d_model 256: using 16.']);
  await page.goto('/#heads=8&text=pasted+here');
  await expect(chips(page)).toHaveText(['pasted', 'here']);
  await expect(slider(page, 'Query heads')).toHaveValue('8');
  await expect(slider(page, 'KV heads')).toHaveValue('4');
  await expect(notices(page)).toHaveCount(0);
  await settled(page);
  await expect(column(page, 'mha').locator('canvas')).toHaveCount(8);
});

test('carries any text, whatever its characters mean in a link', async ({ page, context }) => {
  const texts = [
    '100 % & #1 + 2 = 3; ?x=y/%20%zz',
    '👨‍👩‍👧 🇩🇪 e\u0301 \u200d',
    'שלום\n\nمرحبا\t\u202eabc',
    '<img src=x onerror="x"> \'quoted\' \\ ^ ` | {}',
    'a\0b \ud83d lone \ude00',
    '   ',
    '',
  ];
  await open(page, SMALL);
  const reader = await context.newPage();
  for (const text of texts) {
    const before = page.url();
    await textBox(page).evaluate(typeJson, JSON.stringify(text));
    await expect.poll(() => page.url()).not.toBe(before);
    await reader.goto(`/${new URL(page.url()).hash}`);
    await expect.poll(() => textBox(reader).evaluate(valueAsJson)).toBe(JSON.stringify(text));
    await expect(notices(reader)).toHaveCount(0);
  }
});

test('leaves a text of more than 8,000 characters out, says so, and keeps it in the box on the way back', async ({
  page,
  context,
}) => {
  await page.clock.install();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, SMALL);
  const text = 'x'.repeat(8_001);
  await textBox(page).fill(text);
  await expect(page).toHaveURL('/#longtext=1&d=16&heads=2&kv=1');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(notices(page)).toHaveText([
    'The text is too long for a link: the link carries the settings without it.',
  ]);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/#k=\w+&longtext=1&d=16&heads=2&kv=1$/);

  await page.clock.runFor(2_000);
  await slider(page, 'KV heads').press('End');
  await page.goBack();
  await expect(slider(page, 'KV heads')).toHaveValue('1');
  await expect(textBox(page)).toHaveValue(text);

  const reader = await context.newPage();
  await open(reader, new URL(copied).hash);
  await expect(notices(reader)).toHaveText(['The text was too long for the link and is not part of it: the rest is.']);
  await expect(chips(reader)).toHaveCount(10);
  await expect(slider(reader, 'Query heads')).toHaveValue('2');
});

test('is copied with all that is on screen, at once', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '#seed=8');
  await slider(page, 'KV heads').press('Home');
  await slider(page, 'KV heads').press('End');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveText('Copy link ✓');
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.origin).toBe(new URL(page.url()).origin);
  expect(copied.hash).toMatch(/^#k=\w+&kv=16&seed=8$/);
});

test('is copied in characters that chat programs keep; whole it is written as usual, cut it says that it was', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, SMALL);
  await textBox(page).fill('a) the cat sat (or not).');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copy link: done')).toBeAttached();
  const { hash } = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(hash).toMatch(/^#k=\w+&t=a%29-the-cat-sat-%28or-not%29%2E&d=16&heads=2&kv=1$/);
  const reader = await context.newPage();
  // As from a sentence whose full stop came along.
  await open(reader, `${hash}.`);
  await expect(reader).toHaveURL('/#text=a)+the+cat+sat+(or+not).&d=16&heads=2&kv=1');
  await expect(notices(reader)).toHaveCount(0);
  await reader.goto(`/${hash.slice(0, hash.indexOf('%28'))}`);
  await expect(textBox(reader)).toHaveValue('a) the cat sat ');
  await expect(notices(reader)).toHaveText([
    'This link was cut or changed on its way here: the text or the settings may be others than those that were copied.',
  ]);
});

test('opens in Present, and leaves it with Escape or Back', async ({ page }) => {
  await page.clock.install();
  await open(page, '#present=1&focus=mqa');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  await expect(column(page, 'mqa').locator('canvas')).toHaveCount(16);
  await expect(column(page, 'mha')).toBeHidden();
  // From one mechanism to all three, and out.
  await page.keyboard.press('Escape');
  await expect(column(page, 'mha')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await expect(page).toHaveURL('/#weights=random');
  await expect(column(page, 'mha')).toBeVisible();
  await page.clock.runFor(2_000);
  await page.goBack();
  await expect(column(page, 'mha')).toBeHidden();
  await settled(page);
});
