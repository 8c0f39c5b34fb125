import type { Locator, Page } from 'playwright/test';
import { makeRecording } from '../../src/takeaway/recording/testing/makeRecording.ts';
import { chooseAny, press, pressAny } from './inPage.ts';
import type { SoakAction } from './soakAction.ts';

/** Is on the page while Recorded is shown, with recordings or without. */
export const recorded = (page: Page): Locator => page.locator('.recorded, .no-recordings');

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });

/** On every screen. */
export const RECORDED_TAB_ACTIONS: readonly SoakAction[] = [
  { name: 'open Your model', weight: 2, act: (page) => press(tab(page, 'Your model')) },
];

/** Recorded, whatever is open. */
export const RECORDED_ACTIONS: readonly SoakAction[] = [
  {
    name: 'open a recording',
    weight: 6,
    async act(page, random) {
      const kvHeads = random.pick([1, 2, 4]);
      const asked = { heads: 4, kvHeads, layers: 1 + random.below(5), tokens: 1 + random.below(40), seed: 1 };
      const cut = random.below(4) === 0 ? 4 : 0;
      const bytes = makeRecording(asked);
      await page.locator('input[type=file]').setInputFiles({
        name: 'soak.safetensors',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(bytes.subarray(0, bytes.length - cut)),
      });
      return `${JSON.stringify(asked)}${cut ? ', cut off' : ''}`;
    },
  },
  {
    name: 'step the layers',
    weight: 6,
    async act(page, random) {
      const slider = page.locator('.recorded input[type=range]');
      if ((await slider.count()) === 0) return 'which are not there';
      const key = random.pick(['ArrowLeft', 'ArrowRight', 'Home', 'End']);
      await slider.press(key);
      return key;
    },
  },
  {
    name: 'move among all layers and heads',
    weight: 6,
    async act(page, random) {
      const cell = page.locator('.layers-overview [role=gridcell][tabindex="0"]').first();
      if ((await cell.count()) === 0) return 'which are not there';
      const key = random.pick(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter', 'End']);
      await cell.press(key);
      return key;
    },
  },
  { name: 'choose in Recorded', weight: 4, act: (page, random) => chooseAny(page.locator('.recorded select'), random) },
  {
    name: 'press a button of Recorded',
    weight: 10,
    act: (page, random) =>
      pressAny(
        page
          .locator('.recorded button, .recorded summary, .no-recordings summary')
          .filter({ hasNotText: /^(PNG|SVG|CSV|Copy.*|Open.*)$/ }),
        random,
      ),
  },
  { name: 'go on to Cost', weight: 2, act: (page) => press(tab(page, 'Cost')) },
];
