import type { Page } from 'playwright/test';
import { chips, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from './support/expectedRun.ts';
import {
  type Fault,
  makeBreakable,
  notices,
  strike,
  WORKER_SCRIPT,
  withLittleGpuMemory,
  withoutOwnPrograms,
} from './support/faults.ts';
import { expectMaps } from './support/maps.ts';
import { expectToWork, SMALL, SMALL_CONFIG, textBox } from './support/small.ts';

const engine = (page: Page) => page.getByRole('group', { name: 'Engine' });

const CONTEXT = 'The GPU lost its WebGL context.';
const ANEW = 'HeadRoom started again; text, settings and link are as they were.';

/** Makes ten minutes a minute to the page, which forgets losses after that long. On a slow machine three take longer. */
async function slowClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() / 10;
  });
}

/** Fails unless text, settings and link are those of `SMALL` with `text`, and the picture is theirs. */
async function expectPicture(page: Page, text: string): Promise<void> {
  await settled(page);
  await expect(textBox(page)).toHaveValue(text);
  await expect(page.getByLabel('Query heads')).toHaveValue('2');
  await expect(page).toHaveURL(/#(text=[\w+]+&)?d=16&heads=2&kv=1$/);
  await expect(page.getByText('These maps are out of date')).toBeHidden();
  await expectMaps(page, { tokens: text.split(' '), config: SMALL_CONFIG });
}

/** Waits until nothing is worked out at rest any more, so that the next fault meets what the test does. */
async function rested(page: Page): Promise<void> {
  for (const mark of await page.locator('.stop-slider__mark').all()) await expect(mark).toHaveText(/\d\.\d\d$/);
}

test.describe('an engine in the worker', () => {
  test.beforeEach(async ({ context }) => {
    await makeBreakable(context);
  });

  for (const [fault, says] of [
    ['context lost', CONTEXT],
    ['worker closes', "The engine's worker was ended."],
  ] as const) {
    test(`is replaced by itself while nothing runs: ${fault}`, async ({ page }) => {
      await open(page, SMALL);
      const another = page.waitForEvent('worker');
      await strike(page, fault);
      await another;
      // Before all else: the sentence goes by itself after a while.
      await expect(notices(page)).toHaveText([`${says} ${ANEW}`]);
      await expect(engine(page)).toContainText('webgl in the worker');
      await expectPicture(page, DEFAULT_TOKENS.join(' '));
      // The sentence goes with the next thing that the user does.
      await expectToWork(page);
      await expect(notices(page)).toHaveCount(0);
    });
  }

  for (const [fault, says] of [
    ['next draw loses the context', CONTEXT],
    ['next draw kills', "The engine's worker failed: Uncaught Error: The worker came apart."],
  ] as const) {
    test(`is replaced by itself where a run breaks it: ${fault}`, async ({ page }) => {
      await open(page, SMALL);
      await rested(page);
      const another = page.waitForEvent('worker');
      await strike(page, fault);
      await textBox(page).fill('another text entirely');
      await another;
      await expect(notices(page)).toHaveText([`${says} ${ANEW}`]);
      await expectPicture(page, 'another text entirely');
      await expect(page.getByRole('button', { name: 'Retry' })).toHaveCount(0);
    });
  }

  test('that goes silent is replaced; software WebGL is given two minutes', async ({ page }) => {
    await page.clock.install();
    await open(page, SMALL);
    // From here on the clock goes on only when told: a slow machine's own time would come on top.
    await page.clock.pauseAt(Date.now() + 60_000);
    await strike(page, 'worker hangs');
    await textBox(page).fill('typing goes on');
    await expect(chips(page)).toHaveText(['typing', 'goes', 'on']);
    await page.clock.runFor(60_000);
    await expect(page.locator('main')).toHaveAttribute('data-state', 'running');
    const another = page.waitForEvent('worker');
    await page.clock.runFor(62_000);
    await another;
    await expect(notices(page)).toHaveText([`The engine's worker gave no answer for 120 s and was stopped. ${ANEW}`]);
    await page.clock.resume();
    await expectPicture(page, 'typing goes on');
  });

  test('that dies again at once waits for Retry, with text, settings and picture in place', async ({ page }) => {
    await slowClock(page);
    await open(page, SMALL);
    for (const fault of ['worker closes', 'worker closes'] satisfies Fault[]) {
      await strike(page, fault);
      await expect(notices(page)).toContainText(["The engine's worker was ended."]);
      await settled(page);
    }
    await expect(engine(page)).toHaveText('No engine runs');
    await expect(notices(page)).toHaveText(["The engine's worker was ended. It had only just been started again."]);
    await expectMaps(page, { tokens: DEFAULT_TOKENS, config: SMALL_CONFIG });
    await textBox(page).fill('typed meanwhile');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(notices(page)).toHaveCount(0);
    await expectPicture(page, 'typed meanwhile');
  });

  test('moves to WebAssembly when the context is lost three times within a minute, and back on Retry', async ({
    page,
  }) => {
    await slowClock(page);
    await open(page, SMALL);
    for (const losses of [1, 2, 3]) {
      const another = page.waitForEvent('worker');
      await strike(page, 'context lost');
      await another;
      await expect(engine(page)).toContainText(losses < 3 ? 'webgl in the worker' : 'wasm in the worker');
      await expectPicture(page, DEFAULT_TOKENS.join(' '));
    }
    await expect(notices(page)).toHaveText([
      `${CONTEXT} That is 3 times within a minute: computing with WebAssembly until you retry.`,
    ]);
    await expect(page.getByLabel('Backend')).toHaveValue('auto');
    await expectToWork(page);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(engine(page)).toContainText('webgl in the worker');
    await expect(notices(page)).toHaveCount(0);
    await expectPicture(page, 'it works');
  });

  for (const [fault, what] of [
    ['next read is NaN', 'NaN'],
    ['next read is infinite', 'an infinity'],
  ] as const) {
    test(`that computes ${what} is not believed: the picture stays the last good one until Retry`, async ({ page }) => {
      await open(page, SMALL);
      await rested(page);
      await strike(page, fault);
      await textBox(page).fill('it works');
      await expect(notices(page)).toHaveText([
        /^The backend returned NaN or an infinity in \w+: its numbers are not shown\.$/,
      ]);
      await expect(page.getByText('These maps are out of date')).toBeVisible();
      await expectMaps(page, { tokens: DEFAULT_TOKENS, config: SMALL_CONFIG });
      await page.getByRole('button', { name: 'Retry' }).click();
      await expect(notices(page)).toHaveCount(0);
      await expectPicture(page, 'it works');
    });
  }
});

test('an engine in the page is replaced by itself, idle or at work, when the context is lost', async ({
  context,
  page,
}) => {
  await context.route(WORKER_SCRIPT, (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await page.addInitScript(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...args: unknown[]) {
      const made = Reflect.apply(getContext, this, args);
      if (args[0] === 'webgl2') Object.assign(window, { gl: made });
      return made;
    } as typeof getContext;
  });
  const loseContext = () =>
    page.evaluate(() => {
      (Reflect.get(window, 'gl') as WebGL2RenderingContext).getExtension('WEBGL_lose_context')?.loseContext();
    });
  await open(page, SMALL);
  await expect(engine(page)).toContainText('webgl in the page');
  for (const text of [DEFAULT_TOKENS.join(' '), 'another text entirely']) {
    await loseContext();
    await textBox(page).fill(text);
    await expect(notices(page)).toContainText(["Computing on the page's own thread instead."]);
    await expectPicture(page, text);
    await expect(engine(page)).toContainText('webgl in the page');
  }
  await expectToWork(page);
});

test('a GPU whose memory is full says what to reduce, is not asked again, and computes what is smaller', async ({
  context,
  page,
  tolerate,
}) => {
  tolerate(/^console warning: .*WebGL.*INVALID_/);
  await withLittleGpuMemory(context);
  await open(page, SMALL);
  await page.getByLabel('d_model').press('End');
  await expect(notices(page)).toHaveText([
    "The GPU's memory is full: shorten the text, or lower the query heads or d_model.",
  ]);
  await expect(engine(page)).toContainText('webgl in the worker');
  await expect(page.getByText('These maps are out of date')).toBeVisible();
  await expect(page.getByLabel('d_model')).toHaveValue('1024');
  await expectMaps(page, { tokens: DEFAULT_TOKENS, config: SMALL_CONFIG });
  await page.getByLabel('d_model').press('Home');
  await expect(notices(page)).toHaveCount(0);
  await expectToWork(page);
});

test("a driver that does not compile HeadRoom's programs computes with TensorFlow.js's, and says so", async ({
  context,
  page,
}) => {
  await withoutOwnPrograms(context);
  await open(page);
  await expect(engine(page)).toContainText('webgl in the worker');
  await expect(notices(page)).toHaveText([
    /^HeadRoom's own WebGL programs do not work here: .*\. Computing with TensorFlow\.js's programs instead: slower, but right\.$/,
  ]);
  await expectMaps(page, { tokens: DEFAULT_TOKENS, config: DEFAULT_CONFIG });
  await expect(page.getByText('FAILS', { exact: true })).toHaveCount(0);
});
