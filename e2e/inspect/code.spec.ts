import type { Page } from 'playwright/test';
import { MECHANISMS, type RunConfig } from '../../src/attention/types.ts';
import { codeText } from '../../src/takeaway/code/codeText.ts';
import { markedCode } from '../../src/takeaway/code/markedCode.ts';
import { open, openModel, settled } from '../support/app.ts';
import { violations } from '../support/axe.ts';
import { expect, test } from '../support/console.ts';
import { DEFAULT_CONFIG } from '../support/expectedRun.ts';

const CONFIG: RunConfig = { ...DEFAULT_CONFIG, dModel: 64, numHeads: 8, numKvHeads: 2 };
const SIZES = { config: CONFIG, tokens: 10 };
const LINK = '#d=64&heads=8&kv=2&inspect=code';

const program = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

/** The lines on screen with what their marks say, as a screen reader has it. */
function shownLines(page: Page, name: string): Promise<string[]> {
  return program(page, name)
    .locator('.code-text__line')
    .evaluateAll((lines) => lines.map((line) => line.textContent?.replace(/^≠/, '').replace(/\n$/, '') ?? ''));
}

/** The same from the texts themselves. */
function expectedLines(...[kind, mechanism, sizes]: Parameters<typeof markedCode>): string[] {
  const { text, lackedBy } = markedCode(kind, mechanism, sizes);
  const marks = lackedBy.map((others) => others.map((other) => other.toUpperCase()).join(', '));
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => (marks[index] ? `not in ${marks[index]}: ${line}` : line));
}

test('shows the run’s attention as three programs, marks what tells them apart, and copies what it shows', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, `${LINK}&code=loop`);
  expect(await shownLines(page, 'GQA in Loops')).toEqual(expectedLines('loop', 'gqa', SIZES));
  await expect(page.getByText('3 of 44 lines of GQA are not the same in MHA, GQA and MQA.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Copy code' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copy code: done' })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codeText('loop', 'gqa', SIZES));

  // By keyboard, as far as the box that scrolls.
  await page.getByRole('button', { name: 'PyTorch', exact: true }).press('Enter');
  await expect(page).not.toHaveURL(/code=/);
  for (const mechanism of MECHANISMS) {
    await page.getByLabel('Mechanism').selectOption(mechanism);
    const name = `${mechanism.toUpperCase()} in PyTorch`;
    expect(await shownLines(page, name)).toEqual(expectedLines('pytorch', mechanism, SIZES));
  }
  await expect(page).toHaveURL(/mech=mqa/);
  await page.getByRole('button', { name: 'Copy code' }).focus();
  await page.keyboard.press('Tab');
  await expect(program(page, 'MQA in PyTorch')).toBeFocused();

  await page.getByRole('button', { name: 'TypeScript', exact: true }).click();
  expect(await shownLines(page, 'MQA in TypeScript')).toEqual(expectedLines('typescript', 'mqa', SIZES));
});

test('keeps up with the settings, in the dark as well', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, LINK);
  await openModel(page);
  await page.getByLabel('Causal mask').uncheck();
  await page.getByLabel('Bias').uncheck();
  await page.getByLabel('Text', { exact: true }).fill('three tokens now');
  await settled(page);
  const changed = { config: { ...CONFIG, causal: false, bias: false }, tokens: 3 };
  expect(await shownLines(page, 'GQA in PyTorch')).toEqual(expectedLines('pytorch', 'gqa', changed));
  expect(await violations(page)).toEqual([]);

  await page.getByLabel('Text', { exact: true }).fill('');
  await expect(page.getByText('There is no text: these are the sizes for one token.')).toBeVisible();
  const empty = { ...changed, tokens: 1 };
  expect(await shownLines(page, 'GQA in PyTorch')).toEqual(expectedLines('pytorch', 'gqa', empty));
});
