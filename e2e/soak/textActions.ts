import type { Page } from 'playwright/test';
import { EXAMPLES } from '../../src/attention/tokenizers/examples.ts';
import { TOKENIZERS } from '../../src/attention/tokenizers/ids.ts';
import { NASTY_TEXTS } from '../../src/attention/tokenizers/nastyTexts.ts';
import { openModel } from '../support/app.ts';
import { setText } from '../support/setText.ts';
import { textBox } from '../support/small.ts';
import type { Random } from './random.ts';
import type { SoakAction } from './soakAction.ts';

const LETTERS = [...'etaoin shrdlu, cmfwyp. 12', ' ', ' '];
const WORDS = 'the a of to be or not that is question cat mat sat on Über 猫 🦖 ١٢٣ né'.split(' ');
/** Of many thousands the engine takes the first: the rest is work for the tokenizers and the box. */
const PASTED_WORDS = 20_000;

const several = (count: number, make: () => string) => Array.from({ length: count }, make);

/** The text of Explore and all that changes it. */
export const TEXT_ACTIONS: readonly SoakAction[] = [
  { name: 'type', weight: 24, act: typeAtTheEnd },
  {
    name: 'delete',
    weight: 10,
    async act(page, random) {
      const times = 1 + random.below(3);
      await textBox(page).press('Control+End');
      for (let time = 0; time < times; time++) await page.keyboard.press('Backspace');
      return `${times} characters`;
    },
  },
  {
    name: 'write a text',
    weight: 14,
    async act(page, random) {
      const words = several(1 + random.below(24), () => random.pick(WORDS));
      await textBox(page).fill(words.join(' '));
      return `of ${words.length} words`;
    },
  },
  {
    name: 'write a nasty text',
    weight: 6,
    async act(page, random) {
      const text = random.pick(NASTY_TEXTS);
      await setText(page, text);
      return JSON.stringify(text);
    },
  },
  {
    name: 'paste a long text',
    weight: 1,
    async act(page, random) {
      await textBox(page).fill(several(PASTED_WORDS, () => random.pick(WORDS)).join(' '));
      return `of ${PASTED_WORDS} words`;
    },
  },
  {
    name: 'clear the text',
    weight: 3,
    async act(page) {
      await textBox(page).fill('');
      return '';
    },
  },
  {
    name: 'undo',
    weight: 3,
    async act(page) {
      await textBox(page).press('Control+z');
      return '';
    },
  },
  {
    name: 'choose a tokenizer',
    weight: 6,
    async act(page, random) {
      const tokenizer = random.pick(TOKENIZERS);
      await openModel(page);
      await page.getByLabel('Tokenizer').selectOption(tokenizer);
      return tokenizer;
    },
  },
  {
    name: 'take an example',
    weight: 6,
    async act(page, random) {
      const { name } = random.pick(EXAMPLES);
      await page.getByRole('button', { name: 'Examples', exact: true }).click();
      await page.locator('.disclosure-menu__item').filter({ hasText: name }).click();
      return name;
    },
  },
];

async function typeAtTheEnd(page: Page, random: Random): Promise<string> {
  const typed = several(1 + random.below(3), () => random.pick(LETTERS)).join('');
  await textBox(page).press('Control+End');
  await page.keyboard.type(typed);
  return JSON.stringify(typed);
}
