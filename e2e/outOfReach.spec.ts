import { chips, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_TOKENS } from './support/expectedRun.ts';
import { notices } from './support/faults.ts';
import { expectMaps } from './support/maps.ts';
import { expectToWork, SMALL, SMALL_CONFIG, textBox } from './support/small.ts';

test('remembers nothing where storage is blocked, and works all the same', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Storage is blocked.', 'SecurityError');
      },
    });
  });
  await open(page, SMALL);
  await expect(notices(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Switch to dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(notices(page)).toHaveText([
    'This browser does not let the page remember your choice: it holds until you close the page.',
  ]);
  await page.getByRole('button', { name: 'Switch to light theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expectToWork(page);
});

test('works in the fonts of the system where its own do not load', async ({ context, page, tolerate }) => {
  // Chromium's own words, one for each file.
  tolerate(/^console error: Failed to load resource: net::ERR_FAILED$/);
  let asked = 0;
  await context.route('**/*.woff2', (route) => {
    asked += 1;
    return route.abort();
  });
  await open(page, SMALL);
  expect(asked).toBeGreaterThan(0);
  await expect(notices(page)).toHaveCount(0);
  await expectToWork(page);
});

test('keeps the tokens and the picture it had where the tokenizer does not load, until Retry', async ({
  context,
  page,
  tolerate,
}) => {
  tolerate(/^console error: Failed to load resource: (net::ERR_FAILED$|the server responded with a status of 404)/);
  await open(page, SMALL);
  for (const [answer, why] of [
    [{ status: 404, body: 'Not found' }, 'the server answered 404'],
    [{ status: 200, body: 'IQ== 0\nIg== 1\n' }, '14 of 3613922 bytes arrived'],
    [undefined, 'the server does not answer'],
  ] as const) {
    await context.unroute('**/*.tiktoken');
    await context.route('**/*.tiktoken', (route) => (answer ? route.fulfill(answer) : route.abort()));
    const retry = page.getByRole('button', { name: 'Retry' });
    if (await retry.isVisible()) await retry.click();
    else await page.getByLabel('Tokenizer').selectOption('GPT-4o BPE');
    await expect(notices(page)).toHaveText([`The GPT-4o tokenizer could not be loaded: ${why}.`]);
    await expect(page.locator('main')).toHaveAttribute('data-state', 'running');
    await expect(chips(page)).toHaveText([...DEFAULT_TOKENS]);
    await expectMaps(page, { tokens: DEFAULT_TOKENS, config: SMALL_CONFIG });
  }
  await textBox(page).fill('still to be typed');
  await expect(chips(page)).toHaveText(['still', 'to', 'be', 'typed']);
  await context.unroute('**/*.tiktoken');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(chips(page)).toHaveText(['still', '␣to', '␣be', '␣typed']);
  await expect(notices(page)).toHaveCount(0);
  await settled(page);
  await expectMaps(page, { tokens: ['still', ' to', ' be', ' typed'], config: SMALL_CONFIG });
});
