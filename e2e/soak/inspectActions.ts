import type { Locator, Page } from 'playwright/test';
import { chooseAny, press, pressAny } from './inPage.ts';
import type { SoakAction } from './soakAction.ts';

const KEYS = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['Enter', 'Space', '+', '-', '0', 'Shift+ArrowRight', 'Tab'],
];

/** Is on the page while Inspect is open. */
export const inspect = (page: Page): Locator => page.getByRole('region', { name: 'Inspect', exact: true });

/** Inspect, whatever it shows: its controls are found in the page, so that new ones are worked, too. */
export const INSPECT_ACTIONS: readonly SoakAction[] = [
  {
    name: 'open a tab',
    weight: 8,
    act: (page, random) => pressAny(inspect(page).getByRole('tab'), random),
  },
  {
    name: 'choose in Inspect',
    weight: 8,
    act: (page, random) => chooseAny(inspect(page).locator('select'), random),
  },
  {
    name: 'press a button of Inspect',
    weight: 10,
    // Not those that leave, or ask the system for a file or the clipboard.
    act: (page, random) =>
      pressAny(inspect(page).locator('button:not([role=tab]), summary').filter({ hasNotText: LEAVING }), random),
  },
  {
    name: 'press keys in Inspect',
    weight: 10,
    async act(page, random) {
      const where = await inspect(page)
        .locator('[tabindex="0"], button, select, summary')
        .evaluateAll((places, chosen) => {
          const place = places[chosen % Math.max(1, places.length)] as HTMLElement | undefined;
          place?.focus();
          return place?.getAttribute('aria-label') ?? place?.textContent?.slice(0, 20) ?? 'nothing';
        }, random.below(1_000));
      const keys = Array.from({ length: 3 }, () => random.pick(KEYS));
      for (const key of keys) await page.keyboard.press(key);
      return `${keys.join(' ')} on ${where}`;
    },
  },
  {
    name: 'point, click and roll the wheel in Inspect',
    weight: 6,
    async act(page, random) {
      const box = await inspect(page).boundingBox();
      if (!box) return 'which has gone';
      const [x, y] = [box.x + random.below(Math.ceil(box.width)), box.y + random.below(Math.ceil(box.height))];
      await page.mouse.move(x, y);
      const what = random.pick(['point', 'click', 'wheel'] as const);
      if (what === 'click') {
        await page.mouse.down();
        await page.mouse.up();
      }
      if (what === 'wheel') await page.mouse.wheel(0, random.pick([-240, 240]));
      return `${what} at ${Math.round(x)}, ${Math.round(y)}`;
    },
  },
  {
    name: 'close Inspect',
    weight: 3,
    act: (page) => press(inspect(page).getByRole('button', { name: 'Close', exact: true })),
  },
];

const LEAVING = /^(Close|Copy code|PNG|SVG|CSV)$/;
