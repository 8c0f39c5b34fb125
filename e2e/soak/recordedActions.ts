import type { Locator, Page } from 'playwright/test';
import { fixtureBytes } from '../../src/takeaway/checkpoint/testing/cases.ts';
import { makeRecording } from '../../src/takeaway/recording/testing/makeRecording.ts';
import { chooseAny, press, pressAny } from './inPage.ts';
import type { SoakAction } from './soakAction.ts';

/** Is on the page while Recorded is shown, with recordings or without. */
export const recorded = (page: Page): Locator => page.locator('.recorded, .no-recordings');

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });

const MODEL_FILES = ['config.json', 'tokenizer.json', 'model.safetensors'];

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
      const button = recorded(page).getByRole('button', { name: 'Open recordings …' });
      await button.locator('xpath=following-sibling::input[1]').setInputFiles({
        name: 'soak.safetensors',
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(bytes.subarray(0, bytes.length - cut)),
      });
      return `${JSON.stringify(asked)}${cut ? ', cut off' : ''}`;
    },
  },
  {
    name: 'open a model’s own files',
    weight: 4,
    async act(page, random) {
      const folder = random.pick(['llama-gqa', 'gpt2-mha', 'qwen3-gqa', 'families/bigcode-mqa']);
      // Now and then one of them is left out.
      const names = MODEL_FILES.filter(() => random.below(12) > 0);
      const button = recorded(page).getByRole('button', { name: '… or its files' });
      await button.locator('xpath=following-sibling::input[1]').setInputFiles(
        names.map((name) => ({
          ...{ name, mimeType: 'application/octet-stream' },
          // A case of another family has no words of its own.
          buffer: Buffer.from(fixtureBytes(`${name === 'tokenizer.json' ? 'llama-gqa' : folder}/${name}`)),
        })),
      );
      return `${folder}: ${names.join(', ')}`;
    },
  },
  {
    name: 'type to a model of one’s own',
    weight: 8,
    async act(page, random) {
      const box = page.locator('.own-model-bar textarea');
      if ((await box.count()) === 0) return 'which is not there';
      const text = random.pick(['the cat naps', ' the cät', '🙂', 'שלום', '', 'the '.repeat(300)]);
      if (random.below(2) === 0) await box.fill(text);
      else await box.press('End').then(() => box.pressSequentially(text.slice(0, 12)));
      return JSON.stringify(text.slice(0, 20));
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
