import type { Locator, Page } from 'playwright/test';
import { chooseAny, press, pressAny } from './inPage.ts';
import type { SoakAction } from './soakAction.ts';

/** Is on the page while Cost is shown. */
export const cost = (page: Page): Locator => page.locator('.cost');

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });

/** On every screen. */
export const COST_TAB_ACTIONS: readonly SoakAction[] = [
  { name: 'open Cost', weight: 3, act: (page) => press(tab(page, 'Cost')) },
];

const TYPED = ['', '0', '1', '-1', '1.5', '16', '0.9', '131,072', '1e30', 'NaN', '12 %', '1000000000'];

/** Cost, whatever it shows: its controls are found in the page, so that new ones are worked, too. */
export const COST_ACTIONS: readonly SoakAction[] = [
  {
    name: 'step the slider of Cost',
    weight: 6,
    async act(page, random) {
      const key = random.pick(['ArrowLeft', 'ArrowRight', 'Home', 'End']);
      const slider = cost(page).getByRole('slider', { name: 'KV heads' });
      if ((await slider.count()) === 0) return 'which is not there';
      await slider.press(key);
      return key;
    },
  },
  { name: 'choose in Cost', weight: 4, act: (page, random) => chooseAny(page.locator('.cost select'), random) },
  {
    name: 'type a number in Cost',
    weight: 8,
    async act(page, random) {
      const fields = cost(page).locator('input[inputmode=decimal]');
      const text = random.pick(TYPED);
      await fields.nth(random.below(await fields.count())).fill(text);
      return text;
    },
  },
  {
    name: 'look for a model',
    weight: 6,
    async act(page, random) {
      const text = random.pick(['', 'bert', 'deepseek', '7b', 'mamba', 'gemma', 'whisper', 'no such model']);
      const field = cost(page).getByRole('combobox', { name: 'Model' });
      await field.fill(text);
      for (let step = random.below(4); step > 0; step--) await field.press('ArrowDown');
      const key = random.pick(['Enter', 'Enter', 'Escape', 'Tab']);
      await field.press(key);
      return `${text} ${key}`;
    },
  },
  {
    name: 'press a button of Cost',
    weight: 6,
    act: (page, random) =>
      pressAny(
        page.locator('.cost button, .cost summary').filter({ hasNotText: /^(PNG|SVG|CSV|Copy.*|Open.*)$/ }),
        random,
      ),
  },
  { name: 'go on to Train', weight: 2, act: (page) => press(tab(page, 'Train')) },
];
