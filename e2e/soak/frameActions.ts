import type { Page } from 'playwright/test';
import { openLink } from '../support/app.ts';
import type { SoakAction } from './soakAction.ts';

const LINKS = [
  '#seed=7',
  '#text=from+a+link&d=64&heads=8&kv=2&causal=0',
  '#text=%FF&heads=7&kv=3&nonsense=1',
  '#text=a&d=16&heads=16&kv=16&rule=independent&scale=cividis',
  '#present=1&focus=gqa&heads=8',
  '#tok=o200k&bias=0&pos=0&cell=1.2.1',
  '#longtext=1&d=128',
  '#inspect=cell&head=3&mech=mqa',
  '#inspect=distance&wide=1&seed=3',
  '#inspect=likeness&order=likeness&heads=8',
  '#weights=trained&layer=1&kv=2',
  '#weights=own',
  '#screen=train&tkv=4&trate=0.05&tsteps=100',
];
const NARROW = { width: 600, height: 800 };

/** What can be done on every screen. */
export const PAGE_ACTIONS: readonly SoakAction[] = [
  { name: 'go back', weight: 8, act: (page) => travel(page, -1) },
  { name: 'go forward', weight: 5, act: (page) => travel(page, 1) },
  {
    name: 'open a link in the same tab',
    weight: 3,
    async act(page, random) {
      const link = random.pick(LINKS);
      await openLink(page, link);
      return link;
    },
  },
  {
    name: 'dismiss a notice',
    weight: 3,
    async act(page) {
      const buttons = page.getByRole('button', { name: 'Dismiss' });
      const count = await buttons.count();
      // In the page: a notice may pass while the pointer is on its way to it.
      await buttons.evaluateAll((all) => (all[0] as HTMLElement | undefined)?.click());
      return `of ${count}`;
    },
  },
  {
    name: 'make the window narrow, and wide again',
    weight: 1,
    async act(page) {
      const size = page.viewportSize();
      await page.setViewportSize(NARROW);
      if (size) await page.setViewportSize(size);
      return '';
    },
  },
];

/** What stands in the header on every screen. */
export const HEADER_ACTIONS: readonly SoakAction[] = [
  {
    name: 'switch the theme',
    weight: 4,
    async act(page) {
      await page.getByRole('button', { name: /^Switch to (dark|light) theme$/ }).click();
      return '';
    },
  },
  {
    name: 'open the menu Keys',
    weight: 2,
    async act(page, random) {
      await page.getByRole('button', { name: 'Keys', exact: true }).click();
      const toggles = random.below(2) === 0;
      if (toggles) await page.getByLabel('Single-letter keys').press('Space');
      await page.keyboard.press('Escape');
      return toggles ? 'and switch single-letter keys' : '';
    },
  },
];

/** What stands in the header beside Explore alone. */
export const EXPLORE_HEADER_ACTIONS: readonly SoakAction[] = [
  {
    name: 'choose a backend',
    weight: 2,
    restartsEngine: true,
    async act(page, random) {
      // Not plain JavaScript: it would get the largest sizes, too, with neither GPU nor SIMD. backends.spec.ts has it.
      const backend = random.pick(['auto', 'webgl', 'wasm']);
      await page.getByLabel('Backend').selectOption(backend);
      return backend;
    },
  },
  {
    name: 'copy',
    weight: 3,
    async act(page, random) {
      const name = random.pick(['Copy link', 'Copy as PyTorch']);
      const button = page.getByRole('button', { name, exact: true });
      // Put away while Inspect has the whole width.
      if ((await button.count()) === 0) return `${name}, which is not there`;
      // Without a text there is no run to copy.
      if (await button.isDisabled()) return `${name}, which is disabled`;
      await button.click();
      return name;
    },
  },
  {
    name: 'open or close Inspect',
    weight: 6,
    async act(page) {
      await page.getByRole('button', { name: 'Inspect', exact: true }).click();
      return '';
    },
  },
  {
    name: 'start Present',
    weight: 4,
    async act(page) {
      await page.getByRole('button', { name: 'Present', exact: true }).click();
      return '';
    },
  },
];

function travel(page: Page, step: 1 | -1): Promise<string> {
  return page.evaluate(async (steps) => {
    // Beyond the ends lie other pages, or none.
    const entry = navigation.currentEntry?.index ?? 0;
    if (!navigation.entries()[entry + steps]) return 'but there is nothing';
    const arrival = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    history.go(steps);
    await arrival;
    return `to ${location.hash.slice(0, 80)}`;
  }, step);
}
