import type { Page } from 'playwright/test';
import { open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { LONG_MS } from './support/limits.ts';
import { textBox } from './support/small.ts';
import { translated } from './support/translator.ts';

const HASH = '#d=16&heads=4&kv=4&text=one+two+one+two';
const TABS = ['Cell', 'Token flow', 'Difference', 'Who looks alike', 'Distance against cache', 'Code'];

/** All words and figures of the page, without how long things took. */
async function words(page: Page): Promise<string> {
  await settled(page);
  await page.mouse.move(0, 0);
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const element of copy.querySelectorAll('.engine-bar, script')) element.remove();
    return copy.textContent ?? '';
  });
}

/** Where two texts begin to differ; empty if they are the same. */
function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  if (one === other) return '';
  return `“${one.slice(Math.max(0, at - 60), at + 60)}” is not “${other.slice(Math.max(0, at - 60), at + 60)}”`;
}

/** Waits for the distance under each stop of KV heads: Inspect, once open, has those that are missing wait. */
async function allDistances(page: Page): Promise<void> {
  await expect.poll(() => page.locator('.kv-heads__cost').allTextContents()).not.toContain('\u00a0');
}

const press = (key: string) => (page: Page) => page.keyboard.press(key);
const kvHeads = (key: string) => (page: Page) => page.getByRole('slider', { name: 'KV heads', exact: true }).press(key);

/** What is done, and then compared. */
const DEEDS: readonly (readonly [name: string, deed: (page: Page) => Promise<unknown>])[] = [
  ['fewer KV heads', kvHeads('ArrowLeft')],
  ['another text', (page) => textBox(page).fill('three three four')],
  ['no text', (page) => textBox(page).fill('')],
  ['a text again', (page) => textBox(page).fill('three three four five')],
  ['another tokenizer', (page) => page.getByLabel('Tokenizer').selectOption('characters')],
  ['another seed', (page) => page.getByLabel('Seed').fill('5')],
  ['no mask', (page) => page.getByLabel('Causal mask').click()],
  [
    'an example',
    async (page) => {
      await page.getByRole('button', { name: 'Examples', exact: true }).click();
      await page.getByRole('button', { name: 'Arabic' }).click();
    },
  ],
  ...TABS.flatMap(
    (name) =>
      [
        [
          `Inspect ${name}`,
          async (page: Page) => {
            const inspect = page.getByRole('region', { name: 'Inspect', exact: true });
            if ((await inspect.count()) === 0) {
              await allDistances(page);
              await page.getByRole('button', { name: 'Inspect', exact: true }).click();
            }
            await inspect.getByRole('tab', { name, exact: true }).click();
            await expect(inspect.getByText(/^Loading/)).toHaveCount(0);
          },
        ],
        [`${name} with another text`, (page: Page) => textBox(page).fill(`${name} one two`)],
        [`${name} with KV heads moved`, kvHeads(TABS.indexOf(name) % 2 === 0 ? 'End' : 'Home')],
      ] as const,
  ),
  ['Inspect closed', (page) => page.getByRole('button', { name: 'Inspect', exact: true }).click()],
  ['Present', (page) => page.getByRole('button', { name: 'Present', exact: true }).click()],
  ...[
    'ArrowLeft',
    'ArrowRight',
    '1',
    '2',
    '0',
    't',
    't',
    'h',
    ']',
    'Escape',
    'm',
    'c',
    'ArrowLeft',
    'c',
    '?',
    'Escape',
    's',
    'Escape',
    'p',
  ].map((key, at) => [`${key} (key ${at})`, press(key)] as const),
  [
    'Presets',
    async (page) => {
      await page.getByRole('button', { name: 'Presets', exact: true }).click();
      await page.getByRole('button', { name: '8 heads, 2 KV heads' }).click();
    },
  ],
];

test('works while it is translated, and never shows an old figure', async ({ page, context }) => {
  test.setTimeout(LONG_MS);
  const plain = await context.newPage();
  await translated(page);
  for (const one of [plain, page]) await open(one, HASH);
  expect(await page.locator('main font').count()).toBeGreaterThan(30);
  for (const [name, deed] of [['as it opens', settled] as const, ...DEEDS]) {
    for (const one of [plain, page]) await deed(one);
    await expect.poll(async () => difference(await words(page), await words(plain)), { message: name }).toBe('');
  }
});
