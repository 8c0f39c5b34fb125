import type { Locator, Page } from 'playwright/test';
import { chooseAny, press, pressAny } from './inPage.ts';
import type { SoakAction } from './soakAction.ts';

/** Is on the page while Train is shown. */
export const train = (page: Page): Locator => page.getByRole('region', { name: 'Training', exact: true });

/** On every screen: from Explore to Train, or back. */
export const TAB_ACTIONS: readonly SoakAction[] = [
  {
    name: 'open the other screen',
    weight: 6,
    act: (page) => press(page.getByRole('navigation', { name: 'Screens' }).locator('a:not([aria-current])')),
  },
];

/** Train, whatever it shows: its controls are found in the page, so that new ones are worked, too. */
export const TRAIN_ACTIONS: readonly SoakAction[] = [
  {
    name: 'train, pause, step or reset',
    weight: 12,
    act: (page, random) => pressAny(train(page).getByRole('button'), random),
  },
  {
    name: 'choose in Train',
    weight: 6,
    // Not what computes: software WebGL would keep both cores busy for the rest of the soak.
    act: (page, random) => chooseAny(page.locator('.train select:not(:has(option[value=wasm]))'), random),
  },
  {
    name: 'press a button of Train',
    weight: 6,
    act: (page, random) =>
      pressAny(page.locator('.train button, .train summary').filter({ hasNotText: LEAVING }), random),
  },
  {
    name: 'press keys in Train',
    weight: 6,
    async act(page, random) {
      const key = random.pick(['Space', 's', 'r', 'Tab', 'ArrowRight', 'Home', 'Enter', 'Escape']);
      await page.keyboard.press(key);
      return key;
    },
  },
  {
    name: 'type in Train',
    weight: 4,
    async act(page, random) {
      const text = random.pick(['', 'one', 'to be or not to be', 'the cat sat '.repeat(40)]);
      await page.getByLabel('Text', { exact: true }).fill(text);
      return text.slice(0, 20);
    },
  },
  {
    name: 'pause and leave Train',
    weight: 3,
    async act(page) {
      await press(train(page).getByRole('button', { name: 'Pause', exact: true }));
      return press(page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Explore' }));
    },
  },
];

/** What asks the system for a file or the clipboard, or shows models that a link does not carry. */
const LEAVING = /^(PNG|SVG|CSV|Download.*|Copy.*|Open.*|Show in Explore)$/;
