import type { Page } from 'playwright/test';
import { MECHANISMS } from '../../src/attention/types.ts';
import { COLOR_SCALES, ELEMENT_TYPES } from '../../src/state/facts/settings.ts';
import { column } from '../support/app.ts';
import type { Random } from './random.ts';
import { choose, fill } from './settingsActions.ts';
import type { SoakAction } from './soakAction.ts';

const MAP_KEYS = ['Enter', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Home', 'End', 'Enter', 'Escape'];
const SAVE_MENUS = ['Save Parameters', 'Save KV cache', 'Save MHA maps', 'Save GQA maps', 'Save MQA maps'];
const COUNTS = ['1', '2', '32', '1024', '0', '', 'x', '1000000', '1.5'];

/** Maps and charts of Explore. */
export const CHART_ACTIONS: readonly SoakAction[] = [
  { name: 'point at a map', weight: 14, act: moveOverMap },
  {
    name: 'lock a cell',
    weight: 8,
    async act(page, random) {
      const where = await moveOverMap(page, random);
      await page.mouse.down();
      await page.mouse.up();
      return where;
    },
  },
  {
    name: 'walk through a map by keys',
    weight: 5,
    async act(page, random) {
      await mapsOf(page, random).evaluateAll(
        (maps, chosen) => (maps[chosen % maps.length] as HTMLElement | undefined)?.focus(),
        random.below(64),
      );
      const keys = Array.from({ length: 3 }, () => random.pick(MAP_KEYS));
      for (const key of keys) await page.keyboard.press(key);
      return keys.join(' ');
    },
  },
  {
    name: 'press Escape',
    weight: 4,
    async act(page) {
      await page.keyboard.press('Escape');
      return '';
    },
  },
  choose('Colours', 5, COLOR_SCALES),
  fill('Layers', 3, COUNTS),
  fill('Sequences', 3, COUNTS),
  choose('Bytes per element', 3, ELEMENT_TYPES),
  choose('Axes', 3, ['linear', 'log']),
  {
    name: 'open a save menu',
    weight: 3,
    async act(page, random) {
      const menu = page.getByRole('button', { name: random.pick(SAVE_MENUS), exact: true });
      if ((await menu.count()) === 0) return 'but it is not there';
      await menu.click();
      const formats = menu.locator('xpath=..').getByRole('button', { name: /^(PNG|SVG|CSV)$/ });
      const format = formats.nth(random.below(await formats.count()));
      const saves = random.below(2) === 0;
      if (saves) await format.click();
      else await page.keyboard.press('Escape');
      return saves ? 'and save' : 'and close it';
    },
  },
];

const mapsOf = (page: Page, random: Random) =>
  column(page, random.pick(MECHANISMS)).getByLabel(/^query head \d+, KV head \d+$/);

/** In one step inside the page: another picture may come at any moment and bring other maps. */
async function moveOverMap(page: Page, random: Random): Promise<string> {
  const [choice, across, down] = [random.below(64), random.below(100), random.below(100)];
  const box = await mapsOf(page, random).evaluateAll((maps, chosen) => {
    const map = maps[chosen % maps.length];
    map?.scrollIntoView({ block: 'nearest' });
    return map?.getBoundingClientRect().toJSON() as DOMRect | undefined;
  }, choice);
  if (!box) return 'but there is none';
  await page.mouse.move(box.x + (box.width * across) / 100, box.y + (box.height * down) / 100);
  return `at ${across} %, ${down} %`;
}
