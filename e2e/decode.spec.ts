import type { Locator, Page } from 'playwright/test';
import { restingMemory, watchEngine } from './soak/memory.ts';
import { open, openDecoding, openNext, settled } from './support/app.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/console.ts';

const card = (page: Page): Locator => page.getByRole('region', { name: 'Decode', exact: true });
const button = (page: Page, name: string): Locator => card(page).getByRole('button', { name, exact: true });
const mechanism = (page: Page, name: string): Locator => card(page).getByRole('group', { name: `${name}, decoded` });

const SMALL = 'd=32&heads=4&kv=2&backend=webgl&weights=random';
/** Five tokens: a prompt of two, and three steps. */
const FIVE = `#text=to+be+or+not+to&${SMALL}&then=rest&prompt=2`;

/** Presses Tab until the control has the focus that a keyboard gives. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [0] });
}

test('the keyboard decodes a text row by row: the cache holds what the formula says, and rows are those of the full forward', async ({
  page,
}) => {
  await watchEngine(page);
  await open(page, FIVE);
  await expect(card(page)).toContainText('The first 2 of 5 tokens, the prompt, are read at once (prefill).');
  const before = await restingMemory(page);
  await expect(mechanism(page, 'GQA')).toContainText('0 of 5 tokens cached · 0 of 640 B');
  await expect(mechanism(page, 'GQA')).toContainText('The backend holds nothing yet.');
  await expect(card(page).locator('canvas')).toHaveCount(0);

  await card(page).getByLabel('Prompt').focus();
  await tabTo(page, button(page, 'Play'));
  await page.keyboard.press('ArrowRight');
  await expect(button(page, 'Step')).toBeFocused();
  for (const [cached, fed] of [
    [2, 'of 2 tokens at once'],
    [3, 'The last step took'],
    [4, 'The last step took'],
  ] as const) {
    await page.keyboard.press('Enter');
    for (const name of ['MHA', 'GQA', 'MQA']) {
      await expect(mechanism(page, name)).toContainText(`${cached} of 5 tokens cached`);
      await expect(mechanism(page, name).getByRole('img', { name: `${cached} of 5 rows` })).toBeVisible();
    }
    await expect(card(page)).toContainText(fed);
    await expect(card(page).locator('[aria-current=step]')).toHaveCount(cached > 2 ? 1 : 0);
  }
  for (const [name, heads, bytes] of [
    ['MHA', '4 KV heads', '1,280 B'],
    ['GQA', '2 KV heads', '640 B'],
    ['MQA', '1 KV head', '320 B'],
  ])
    await expect(mechanism(page, name as string)).toContainText(
      `The backend holds ${bytes}; 2 × 5 tokens × ${heads} × 8 × 4 B = ${bytes}: equal.`,
    );
  await button(page, 'Check now').click();
  await expect(card(page).getByRole('status')).toHaveText(
    /^Each row is the row of the full causal forward: largest difference (0|\d\.\de-(\d{2}|[6-9])), over 4 rows of all heads\.$/,
  );

  await button(page, 'Play').focus();
  await page.keyboard.press('Enter');
  await expect(card(page).getByRole('status')).toContainText('over 5 rows of all heads.');
  await expect(card(page).getByRole('status')).toContainText('Each row is the row of the full causal forward');
  await expect(button(page, 'Play')).toHaveAttribute('aria-disabled', 'true');
  expect(await violations(page)).toEqual([]);

  await button(page, 'Back to the start').focus();
  await page.keyboard.press('Space');
  await expect(mechanism(page, 'MQA')).toContainText('0 of 5 tokens cached');
  expect(await restingMemory(page)).toEqual(before);

  // The same card on Cost, which goes on where Explore was; Train has none, and what was held is freed.
  await button(page, 'Step').click();
  await expect(mechanism(page, 'MHA')).toContainText('2 of 5 tokens cached');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Cost' }).click();
  await expect(mechanism(page, 'MHA')).toContainText('2 of 5 tokens cached');
  await button(page, 'Step').click();
  await expect(mechanism(page, 'MHA')).toContainText('3 of 5 tokens cached');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Explore' }).click();
  await settled(page);
  await expect(mechanism(page, 'MHA')).toContainText('3 of 5 tokens cached');
  await page.keyboard.press('p');
  await page.keyboard.press('Escape');
  await settled(page);
  await expect(mechanism(page, 'MHA')).toContainText('0 of 5 tokens cached');
  expect(await restingMemory(page)).toEqual(before);
});

test('another text shows its plan; padded heads, a long text, a mask that is off and one token are spoken of, and so is an engine that went', async ({
  page,
}) => {
  await open(page, `#text=a+b+c&d=32&heads=16&kv=4&backend=webgl&weights=random&causal=0`);
  await openDecoding(page);
  await expect(card(page)).toContainText('The whole text, 3 tokens, is the prompt and is read at once (prefill).');
  await expect(card(page)).toContainText('Decoding is causal: here the mask is on');
  await button(page, 'Step').click();
  await expect(mechanism(page, 'GQA')).toContainText(
    'The backend holds 768 B; 2 × 6 tokens × 4 KV heads × 4 × 4 B = 768 B: equal, with padding: on WebGL a texel has 4 values, so that a head_dim of 2 takes the room of 4. Without it: 384 B.',
  );
  // Another backend has caches of its own, without padding: the next step fills them.
  await page.getByLabel('Backend').selectOption('cpu');
  await expect(card(page).getByRole('status')).toContainText('The engine that held the caches is gone');
  await button(page, 'Step').click();
  await expect(mechanism(page, 'GQA')).toContainText(
    'The backend holds 384 B; 2 × 6 tokens × 4 KV heads × 2 × 4 B = 384 B: equal.',
  );
  await expect(mechanism(page, 'GQA')).toContainText('4 of 6 tokens cached');
  await expect(card(page).getByRole('status')).toHaveText('');
  await page.getByLabel('Text', { exact: true }).fill('d e f');
  await expect(mechanism(page, 'GQA')).toContainText('0 of 6 tokens cached');

  const long = Array.from({ length: 200 }, (_, index) => `w${index}`).join('+');
  await openNext(page, `#text=${long}&${SMALL}&then=rest`);
  await expect(card(page)).toContainText('The first 128 of 200 tokens are decoded');
  await openNext(page, `#text=one&${SMALL}&then=rest`);
  await expect(card(page)).toContainText('A text of one token has no rest: it is repeated.');
  await page.getByLabel('Text', { exact: true }).fill('');
  await expect(card(page)).toContainText('There is nothing to decode');

  await openNext(page, `#text=يولد+جميع+الناس&${SMALL}&then=rest`);
  await expect(card(page).getByRole('list')).toHaveAttribute('dir', 'rtl');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await button(page, 'Step').click();
    await expect(card(page).locator('canvas').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
});
