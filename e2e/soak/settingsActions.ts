import type { Locator, Page } from 'playwright/test';
import { PRESETS } from '../../src/explore/settings/presets.ts';
import { openModel } from '../support/app.ts';
import type { Random } from './random.ts';
import type { SoakAction } from './soakAction.ts';

const SLIDER_KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
const SEEDS = ['0', '1', '42', '4294967295', '', '-1', '1.5', '4294967296', 'seed', ' 8 '];

const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });

const NOT_THERE = 'which is not there';

/** Whether a control is there to be worked. The model's line, where the screen has one, is opened for it. */
async function isThere(page: Page, control: Locator): Promise<boolean> {
  if ((await page.locator('.model-line').count()) > 0) await openModel(page);
  return (await control.count()) > 0;
}

function stepSlider(name: string, weight: number): SoakAction {
  return {
    name: `step the slider ${name}`,
    weight,
    async act(page, random) {
      const key = random.pick(SLIDER_KEYS);
      if (!(await isThere(page, slider(page, name)))) return NOT_THERE;
      await slider(page, name).press(key);
      return key;
    },
  };
}

/** A field or a select that takes any of `values` by its label. */
export function fill(label: string, weight: number, values: readonly string[]): SoakAction {
  return {
    name: `fill in ${label}`,
    weight,
    async act(page, random) {
      const value = random.pick(values);
      const field = page.getByLabel(label, { exact: true });
      if (!(await isThere(page, field))) return NOT_THERE;
      await field.fill(value);
      return JSON.stringify(value);
    },
  };
}

/** Chooses any option of the select with that label. */
export function choose(label: string, weight: number, values: readonly string[]): SoakAction {
  return {
    name: `choose ${label}`,
    weight,
    async act(page, random) {
      const value = random.pick(values);
      const select = page.getByLabel(label, { exact: true });
      // Trained weights leave some settings no choice.
      if (!(await isThere(page, select))) return NOT_THERE;
      await select.selectOption(value);
      return value;
    },
  };
}

/** What decides the numbers in Explore besides the text. */
export const SETTINGS_ACTIONS: readonly SoakAction[] = [
  stepSlider('Query heads', 12),
  stepSlider('KV heads', 16),
  stepSlider('d_model', 10),
  { name: 'drag KV heads', weight: 3, act: dragKvHeads },
  {
    name: 'switch',
    weight: 12,
    async act(page, random) {
      const name = random.pick(['Causal mask', 'Positions', 'Bias']);
      const box = page.getByLabel(name, { exact: true });
      if (!(await isThere(page, box))) return NOT_THERE;
      await box.press('Space');
      return name;
    },
  },
  fill('Seed', 5, SEEDS),
  {
    name: 'take the next seed',
    weight: 4,
    async act(page) {
      await openModel(page);
      await page.getByRole('button', { name: '+1' }).click();
      return '';
    },
  },
  choose('Weights', 6, ['random', 'trained']),
  {
    name: 'switch the layer',
    weight: 4,
    async act(page, random) {
      const layer = page.getByRole('group', { name: 'Layer', exact: true }).getByLabel(random.pick(['1', '2']));
      if (!(await isThere(page, layer))) return NOT_THERE;
      await layer.check();
      return '';
    },
  },
  {
    name: 'take the next word',
    weight: 4,
    async act(page) {
      const guesses = page.getByRole('group', { name: 'Next word' }).getByRole('button');
      // In the page: a guess goes as soon as there is another picture.
      await guesses.evaluateAll((all) => (all[0] as HTMLElement | undefined)?.click());
      return '';
    },
  },
  choose('K and V of GQA and MQA', 4, ['mean', 'independent']),
  {
    name: 'take a preset',
    weight: 5,
    async act(page, random) {
      const { name } = random.pick(PRESETS);
      await page.getByRole('button', { name: 'Presets', exact: true }).click();
      await page.getByRole('button', { name }).click();
      return name;
    },
  },
];

async function dragKvHeads(page: Page, random: Random): Promise<string> {
  const handle = slider(page, 'KV heads');
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (!box) return 'which is out of sight';
  const places = Array.from({ length: 4 }, () => random.below(101));
  const moveTo = (percent: number) => page.mouse.move(box.x + (box.width * percent) / 100, box.y + box.height / 2);
  await moveTo(places[0] ?? 0);
  await page.mouse.down();
  for (const place of places) await moveTo(place);
  await page.mouse.up();
  return `to ${places.join(', ')} %`;
}
