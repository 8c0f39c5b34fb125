import { textBox } from '../support/small.ts';
import type { SoakAction } from './soakAction.ts';

const KEYS = [
  ...['ArrowLeft', 'ArrowRight', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  ...['m', '0', '1', '2', '3', '.', 'd', '?', 'Tab', 'Enter'],
];

/** Present: worked by keys, whatever lies over the picture. */
export const PRESENT_ACTIONS: readonly SoakAction[] = [
  {
    name: 'press a key in Present',
    weight: 30,
    async act(page, random) {
      const key = random.pick(KEYS);
      await page.keyboard.press(key);
      return key;
    },
  },
  {
    name: 'point somewhere in Present',
    weight: 8,
    async act(page, random) {
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      const [x, y] = [random.below(width), random.below(height)];
      await page.mouse.move(x, y);
      const clicks = random.below(3) === 0;
      if (clicks) {
        await page.mouse.down();
        await page.mouse.up();
      }
      return `${clicks ? 'click' : 'move'} at ${x}, ${y}`;
    },
  },
  {
    name: 'type in Present',
    weight: 4,
    async act(page) {
      if (!(await textBox(page).isVisible())) return 'but the text is covered';
      await textBox(page).focus();
      await page.keyboard.type(' so');
      await page.keyboard.press('Enter');
      return '';
    },
  },
  {
    name: 'press Escape in Present',
    weight: 6,
    async act(page) {
      await page.keyboard.press('Escape');
      return '';
    },
  },
];
