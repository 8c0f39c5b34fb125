import type { Locator, Page } from 'playwright/test';
import { chooseAny, press, pressAny } from './inPage.ts';
import type { SoakAction } from './soakAction.ts';

/** Is on the page while Explore or Cost shows decoding. */
export const decode = (page: Page): Locator => page.getByRole('region', { name: 'Decode', exact: true });

const button = (page: Page, name: string) => decode(page).getByRole('button', { name, exact: true });

/** While Explore shows pictures: what opens, and closes, decoding. */
export const DECODE_DOOR_ACTIONS: readonly SoakAction[] = [
  { name: 'open or close decoding', weight: 2, act: (page) => press(page.locator('.decode-door > summary')) },
];

export const DECODE_ACTIONS: readonly SoakAction[] = [
  { name: 'decode a step', weight: 4, act: (page) => press(button(page, 'Step')) },
  { name: 'play or pause decoding', weight: 4, act: (page) => press(button(page, 'Play').or(button(page, 'Pause'))) },
  {
    name: 'press a button of Decode',
    weight: 4,
    act: (page, random) => pressAny(decode(page).getByRole('button'), random),
  },
  { name: 'choose in Decode', weight: 3, act: (page, random) => chooseAny(decode(page).locator('select'), random) },
  {
    name: 'type the length of the prompt',
    weight: 2,
    async act(page, random) {
      const field = decode(page).getByRole('textbox', { name: 'Prompt' });
      if ((await field.count()) === 0) return 'which is not there';
      const text = random.pick(['', '0', '1', '3', '127', '1.5', '1e9']);
      await field.fill(text);
      return text;
    },
  },
];
