import type { Page } from 'playwright/test';
import { MAX_TOKENS } from '../src/attention/limits.ts';
import { formatCount } from '../src/attention/numbers/format.ts';
import { tokenize } from '../src/attention/tokenizers/index.ts';
import { hashToSettings } from '../src/state/link/link.ts';
import { chips, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { notices } from './support/faults.ts';
import { expectMaps } from './support/maps.ts';
import { SMALL, textBox } from './support/small.ts';

/** Fails unless the picture is the reference's for what the page's own link says. */
async function expectPictureOfLink(page: Page): Promise<void> {
  await settled(page);
  // The link of a burst of changes follows within a moment.
  await expect(textBox(page)).toHaveValue(hashToSettings(new URL(page.url()).hash).settings.text);
  const { settings } = hashToSettings(new URL(page.url()).hash);
  const { tokens } = tokenize(settings.text, settings.tokenizer, MAX_TOKENS);
  await expectMaps(page, { tokens: tokens.map(({ key }) => key), config: settings, scale: settings.colorScale });
}

test('shows the last of everything that was changed while runs were in flight', async ({ page }) => {
  await open(page, '#d=64&heads=8&kv=2');
  await page.evaluate(async () => {
    const set = (element: Element | null | undefined, value: string) => {
      const kind = element instanceof HTMLSelectElement ? HTMLSelectElement : element?.constructor;
      const property = Object.getOwnPropertyDescriptor((kind as typeof HTMLInputElement).prototype, 'value');
      property?.set?.call(element, value);
      element?.dispatchEvent(new Event(kind === HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
    };
    const control = (name: string) =>
      [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.trim() === name)?.control;
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let round = 0; round < 40; round++) {
      set(control('Text'), Array.from({ length: 1 + ((round * 7) % 23) }, (_, index) => `w${index % 5}`).join(' '));
      set(control('Query heads'), String(2 ** (round % 4)));
      set(control('KV heads'), String(2 ** (round % 3)));
      set(control('d_model'), String(16 * 2 ** (round % 3)));
      set(control('Seed'), String(round));
      control('Causal mask')?.click();
      set(control('Tokenizer'), ['whitespace', 'words', 'characters'][round % 3] ?? '');
      set(control('Backend'), ['auto', 'wasm', 'webgl'][Math.floor(round / 13) % 3] ?? '');
      await nextFrame();
    }
  });
  await expect(page).toHaveURL(/seed=39/);
  await expectPictureOfLink(page);
  await expect(page.getByText('FAILS', { exact: true })).toHaveCount(0);
});

test('ends two quick drags at once where the second ends', async ({ page }) => {
  await open(page, '#d=64&heads=16&kv=4');
  for (const [name, from, to] of [
    ['Query heads', 0.8, 0.1],
    ['KV heads', 0.2, 0.95],
    ['Query heads', 0.1, 0.65],
  ] as const) {
    const box = await page.getByRole('slider', { name, exact: true }).boundingBox();
    if (!box) throw new Error(`${name} is not on the page.`);
    const at = (fraction: number) => [box.x + fraction * box.width, box.y + box.height / 2] as const;
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 12 });
    await page.mouse.up();
  }
  await expectPictureOfLink(page);
});

for (const [what, text, count] of [
  [
    '100,000 words',
    'word '.repeat(100_000),
    `${formatCount(MAX_TOKENS)} tokens used, ${formatCount(100_000 - MAX_TOKENS)} left out`,
  ],
  ['a megabyte without a space', 'x'.repeat(1_000_000), '1 token'],
] as const) {
  test(`takes ${what}, and lets go of them at once`, async ({ page }) => {
    await open(page, SMALL);
    await textBox(page).fill(text);
    // By its class: to find it by its role would read the accessible names of a megabyte.
    await expect(page.locator('.token-row__count')).toHaveText(count);
    await textBox(page).fill('short again');
    await expect(chips(page)).toHaveText(['short', 'again']);
    await expectPictureOfLink(page);
    await expect(notices(page)).toHaveCount(0);
  });
}
