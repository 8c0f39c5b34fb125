import type { Locator, Page } from 'playwright/test';
import type { Random } from './random.ts';
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
    act: (page, random) => click(inspect(page).getByRole('tab'), random),
  },
  {
    name: 'choose in Inspect',
    weight: 8,
    async act(page, random) {
      return inspect(page)
        .locator('select')
        .evaluateAll(
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
    name: 'press a button of Inspect',
    weight: 10,
    // Not those that leave, or ask the system for a file or the clipboard.
    act: (page, random) =>
      click(inspect(page).locator('button:not([role=tab]), summary').filter({ hasNotText: LEAVING }), random),
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
    act: (page) =>
      inspect(page)
        .getByRole('button', { name: 'Close', exact: true })
        .evaluateAll(([button]) => {
          (button as HTMLElement | undefined)?.click();
          return '';
        }),
  },
];

const LEAVING = /^(Close|Copy code|PNG|SVG|CSV)$/;

/** In the page: what was there a moment ago may be gone when the pointer arrives. */
function click(targets: Locator, random: Random): Promise<string> {
  return targets.evaluateAll((all, chosen) => {
    const target = all[chosen % Math.max(1, all.length)] as HTMLElement | undefined;
    // A tab opens when it gets the focus.
    target?.focus();
    target?.click();
    return target?.textContent?.slice(0, 40) ?? 'but there is none';
  }, random.below(1_000));
}
