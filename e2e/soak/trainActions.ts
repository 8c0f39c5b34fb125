import type { Locator, Page } from 'playwright/test';
import type { SoakAction } from './soakAction.ts';

/** Is on the page while Train is shown. */
export const train = (page: Page): Locator => page.getByRole('region', { name: 'Training', exact: true });

/** On every screen: from Explore to Train, or back. */
export const TAB_ACTIONS: readonly SoakAction[] = [
  {
    name: 'open the other screen',
    weight: 6,
    act: (page) => press(page.getByRole('navigation', { name: 'Screens' }).locator('a:not([aria-current])'), 0),
  },
];

/** Train, whatever it shows: its controls are found in the page, so that new ones are worked, too. */
export const TRAIN_ACTIONS: readonly SoakAction[] = [
  {
    name: 'train, pause, step or reset',
    weight: 12,
    act: (page, random) => press(train(page).getByRole('button'), random.below(1_000)),
  },
  {
    name: 'choose in Train',
    weight: 6,
    async act(page, random) {
      // Not what computes: software WebGL would keep both cores busy for the rest of the soak.
      return page.locator('.train select:not(:has(option[value=wasm]))').evaluateAll(
        (selects, [which, what]) => {
          const select = selects[which % Math.max(1, selects.length)] as HTMLSelectElement | undefined;
          if (!select) return 'but there is nothing to choose';
          select.selectedIndex = what % select.options.length;
          select.dispatchEvent(new Event('change', { bubbles: true }));
          return `${select.labels[0]?.textContent} ${select.value}`;
        },
        [random.below(1_000), random.below(1_000)] as const,
      );
    },
  },
  {
    name: 'press a button of Train',
    weight: 6,
    act: (page, random) =>
      press(page.locator('.train button, .train summary').filter({ hasNotText: LEAVING }), random.below(1_000)),
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
      await press(train(page).getByRole('button', { name: 'Pause', exact: true }), 0);
      return press(page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Explore' }), 0);
    },
  },
];

/** What asks the system for a file or the clipboard, or shows models that a link does not carry. */
const LEAVING = /^(PNG|SVG|CSV|Download.*|Copy.*|Open.*|Show in Explore)$/;

/** In the page: what was there a moment ago may be gone when the pointer arrives. */
function press(targets: Locator, chosen: number): Promise<string> {
  return targets.evaluateAll((all, which) => {
    const target = all[which % Math.max(1, all.length)] as HTMLElement | undefined;
    target?.click();
    return target?.textContent?.slice(0, 40) ?? 'but there is none';
  }, chosen);
}
