import type { Page } from 'playwright/test';
import { MAX_TOKENS } from '../src/attention/limits.ts';
import { formatCount, formatWeight } from '../src/attention/numbers/format.ts';
import { EXAMPLES } from '../src/attention/tokenizers/examples.ts';
import { DEFAULT_TEXT } from '../src/state/facts/settings.ts';
import { chips, column, columns, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS, expectedWeights } from './support/expectedRun.ts';
import { expectMaps, expectTokensOnMap } from './support/maps.ts';

test("opens with the document's sentence as ten tokens", async ({ page }) => {
  await open(page);
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue('To be or not to be, that is the question');
  await expect(chips(page)).toHaveText(['To', 'be', 'or', 'not', 'to', 'be,', 'that', 'is', 'the', 'question']);
  await expect(count(page, '10 tokens')).toBeVisible();
  await expect(page.getByLabel('Tokenizer')).toHaveValue('whitespace');
});

test('updates everything with each keystroke, and says when the picture is behind', async ({ page }) => {
  await open(page);
  await page.locator('main').evaluate((main) => {
    const states: (string | null)[] = [];
    new MutationObserver(() => states.push(main.getAttribute('data-state'))).observe(main, { attributes: true });
    Object.assign(window, { states });
  });
  const text = page.getByLabel('Text', { exact: true });
  await text.focus();
  await page.keyboard.press('End');
  for (const [index, letter] of [...' or not'].entries()) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await expect(text).toHaveValue(DEFAULT_TEXT + ' or not'.slice(0, index + 1));
    await expect(chips(page)).toHaveText((DEFAULT_TEXT + ' or not'.slice(0, index + 1)).trim().split(' '));
  }
  await settled(page);
  await expect(count(page, '12 tokens')).toBeVisible();
  await expect(column(page, 'gqa')).toContainText('6,144 B');
  await expectMaps(page, { tokens: [...DEFAULT_TOKENS, 'or', 'not'], config: DEFAULT_CONFIG });
  const states = await page.evaluate(() => Reflect.get(window, 'states') as string[]);
  expect(states[0]).toBe('running');
  expect(states.at(-1)).toBe('settled');
});

test('cuts the text by white space, words and punctuation, or characters of any script', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1');
  const tokenizer = page.getByLabel('Tokenizer');
  await expect(tokenizer.locator('option')).toHaveText([
    'whitespace',
    'words and punctuation',
    'characters',
    'GPT-4o BPE',
  ]);
  await tokenizer.selectOption('words and punctuation');
  await expect(chips(page)).toHaveText('To be or not to be , that is the question'.split(' '));

  await page.getByLabel('Text', { exact: true }).fill('नमस्ते, 世界!');
  await expect(chips(page)).toHaveText(['नमस्ते', ',', '世界', '!']);
  await tokenizer.selectOption('characters');
  await page.getByLabel('Text', { exact: true }).fill('👨‍👩‍👧 e\u0301');
  await expect(chips(page)).toHaveText(['👨‍👩‍👧', '␣', 'e\u0301']);
  await settled(page);
  await expect(count(page, '3 tokens')).toBeVisible();

  await page.getByLabel('Text', { exact: true }).fill('\u00e9e\u0301');
  await expect(chips(page)).toHaveText(['\u00e9 U+00E9', 'e\u0301 U+0065 U+0301']);
  await expect(chips(page).getByRole('button', { name: 'U+00E9' })).toHaveAttribute(
    'title',
    'Looks like another token of this text and is not the same: here it has U+00E9 (Latin letter).',
  );
});

test("loads GPT-4o's byte pairs when they are chosen, with progress, and shows part of a character as its bytes", async ({
  page,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let requests = 0;
  await page.route('**/*.tiktoken', async (route) => {
    requests += 1;
    await released;
    await route.continue();
  });
  await open(page);
  expect(requests).toBe(0);

  await page.getByLabel('Tokenizer').selectOption('GPT-4o BPE');
  const progress = page.getByRole('progressbar', { name: 'Loading GPT-4o BPE' });
  await expect(progress).toHaveAttribute('max', '3613922');
  await expect(page.getByText('until then whitespace')).toBeVisible();
  await expect(page.locator('main')).toHaveAttribute('data-state', 'running');
  await expect(chips(page)).toHaveText([...DEFAULT_TOKENS]);

  release();
  await settled(page);
  await expect(progress).toBeHidden();
  const known = ['To', '␣be', '␣or', '␣not', '␣to', '␣be', ',', '␣that', '␣is', '␣the', '␣question'];
  await expect(chips(page)).toHaveText(known);
  const keys = known.map((label) => label.replace('␣', ' '));
  await expectMaps(page, { tokens: keys, config: DEFAULT_CONFIG });

  await page.getByLabel('Text', { exact: true }).fill('🦖');
  await settled(page);
  const bytes = await chips(page).allInnerTexts();
  expect(bytes.length).toBeGreaterThan(1);
  expect(bytes.join('')).toBe(String.raw`\xF0\x9F\xA6\x96`);
  await expect(page.locator('body')).not.toContainText('\ufffd');
  expect(requests).toBe(1);
});

test('offers examples a click away, in other scripts and of about 200 tokens', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1');
  const counts: Record<string, number> = {};
  // Backwards: the document's sentence has its ten tokens even after the example that is cut into words.
  for (const example of [...EXAMPLES].reverse()) {
    const menu = page.getByRole('button', { name: 'Examples', exact: true });
    await menu.click();
    await page.getByRole('button', { name: example.name }).click();
    await expect(menu).toBeFocused();
    await expect(page.getByLabel('Text', { exact: true })).toHaveValue(example.text);
    await settled(page);
    counts[example.id] = await chips(page).count();
    for (const { region } of columns(page)) {
      await expectTokensOnMap(region.locator('canvas').first(), counts[example.id] as number);
    }
    if (example.id === 'arabic') await expect(page.getByLabel('Text', { exact: true })).toHaveCSS('direction', 'rtl');
  }
  expect(counts['hamlet']).toBe(10);
  expect(counts['arabic']).toBeGreaterThan(15);
  // No spaces: one token, had the example not chosen the tokenizer, too.
  expect(counts['japanese']).toBeGreaterThan(15);
  expect(counts['alice']).toBeGreaterThan(180);
  expect(counts['alice']).toBeLessThan(220);
});

test('brings the typed text back by undo, whatever took its place, and that again by redo', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1&text=one');
  const box = page.getByLabel('Text', { exact: true });
  await box.press('End');
  await page.keyboard.type(' two two');
  const typed = 'one two two';
  await expect(box).toHaveValue(typed);
  const pick = async (menu: string, item: string) => {
    await page.getByRole('button', { name: menu, exact: true }).click();
    await page.getByRole('button', { name: item }).click();
  };
  const others = [
    () => pick('Examples', 'Arabic'),
    () => pick('Presets', 'Pooled from MHA'),
    () => page.getByRole('button', { name: 'Start again' }).click(),
    () =>
      page.evaluate(() => {
        location.hash = '#d=16&heads=2&kv=1&weights=random&text=linked';
      }),
  ];
  // Where the focus is by then, or in the box.
  for (const [index, replace] of others.entries()) {
    await replace();
    await expect(box).not.toHaveValue(typed);
    const other = await box.inputValue();
    if (index % 2 === 0) await box.focus();
    await page.keyboard.press('Control+z');
    await expect(box).toHaveValue(typed);
    await page.keyboard.press('Control+Shift+z');
    await expect(box).toHaveValue(other);
    await page.keyboard.press('Control+z');
    await expect(box).toHaveValue(typed);
    await page.keyboard.press('Control+y');
    await expect(box).toHaveValue(other);
    await page.keyboard.press('Control+z');
    await settled(page);
    await expect(chips(page)).toHaveText(['one', 'two', 'two']);
  }
  // What is typed into an example is undone by the browser, and then the example.
  await pick('Examples', 'Arabic');
  await box.press('Control+End');
  await page.keyboard.type('#');
  await expect(box).toHaveValue(/#$/);
  await page.keyboard.press('Control+z');
  await expect(box).not.toHaveValue(/#/);
  await page.keyboard.press('Control+z');
  await expect(box).toHaveValue(typed);
  // Another field has an undo of its own.
  const seed = page.getByLabel('Seed', { exact: true });
  await pick('Examples', 'Arabic');
  await seed.fill('5');
  await page.keyboard.press('Control+z');
  await expect(box).not.toHaveValue(typed);
});

/** A text of so many different words. */
const wordsOf = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);

test('keeps the whole of a long text in the box and says how many tokens are left out', async ({ page }) => {
  await open(page, '#d=16&heads=1&kv=1');
  const text = wordsOf(MAX_TOKENS + 88).join(' ');
  await page.getByLabel('Text', { exact: true }).fill(text);
  await settled(page, 40_000);
  await expect(page.getByText(`${formatCount(MAX_TOKENS)} tokens used, 88 left out`)).toBeVisible();
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue(text);
  await expect(chips(page).last()).toHaveText(/^and [\d,]+ more$/);
  await expect(page.getByText(`Tokens (${formatCount(MAX_TOKENS)})`)).toBeAttached();
  for (const { region } of columns(page)) {
    await expect(region.locator('canvas').first()).toHaveAttribute('data-painted', '');
  }
});

test('reads exact weights of 512 tokens, of which a map has fewer pixels', async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1');
  const tokens = wordsOf(512);
  await page.getByLabel('Text', { exact: true }).fill(tokens.join(' '));
  await settled(page);
  const readout = page.locator('.explore > .cell-readout');
  await column(page, 'mha').getByLabel('query head 1, KV head 1').hover();
  await expect(readout).toContainText(/ MHA (0\.\d{3,}|< 0\.001) /);
  await expect(readout).not.toContainText('block');
  const [, query, key, mha, gqa] =
    /\((\d+)\) attends to .* \((\d+)\) · .* MHA (.+) \(KV .* GQA (.+) \(KV \d+\) ·/.exec(await readout.innerText()) ??
    [];
  const config = { ...DEFAULT_CONFIG, dModel: 16, numHeads: 2, numKvHeads: 1 };
  const cell = (512 + Number(query)) * 512 + Number(key);
  expect(mha).toBe(formatWeight(expectedWeights('mha', tokens, config)[cell] ?? Number.NaN));
  expect(gqa).toBe(formatWeight(expectedWeights('gqa', tokens, config)[cell] ?? Number.NaN));
});

test('says what to do without a text, and comes back with the first word', async ({ page }) => {
  await open(page);
  const text = page.getByLabel('Text', { exact: true });
  for (const empty of ['', ' \n\t ']) {
    await text.fill(empty);
    await settled(page);
    await expect(page.getByText('Nothing to attend to yet: type some words, or pick an example.')).toBeVisible();
    for (const { region } of columns(page)) {
      await expect(region.locator('canvas')).toHaveCount(0);
      await expect(region.getByLabel(/^query head \d+, KV head \d+$/)).toHaveCount(16);
    }
  }
  await expect(page.getByRole('button', { name: 'Download run' })).toBeDisabled();
  await page.getByLabel('KV heads').press('Home');
  await expect(page.getByLabel('KV heads')).toHaveValue('1');
  await text.fill('again');
  await settled(page);
  await expectMaps(page, { tokens: ['again'], config: { ...DEFAULT_CONFIG, numKvHeads: 1 } });
});

test("takes markup, controls and overrides in the user's text as text", async ({ page }) => {
  await open(page, '#d=16&heads=2&kv=1');
  await page.getByLabel('Text', { exact: true }).fill('<img src=x onerror=alert(1)> a\u202eb {{x}} &amp; \u0007');
  await settled(page);
  await expect(chips(page)).toHaveText(['<img', 'src=x', 'onerror=alert(1)>', 'a\\u202Eb', '{{x}}', '&amp;', '␇']);
  await expect(page.locator('main img:not(svg img)')).toHaveCount(0);
  await column(page, 'mha')
    .getByLabel('query head 0, KV head 0')
    .hover({ position: { x: 1, y: 1 } });
  await expect(page.locator('.explore > .cell-readout')).toContainText('<img (0) attends to <img (0)');
});

/** The line beside the chips that counts them. */
function count(page: Page, text: string) {
  return page.getByRole('paragraph').filter({ hasText: new RegExp(`^${text}$`) });
}
