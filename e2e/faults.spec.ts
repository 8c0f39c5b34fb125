import type { Page } from 'playwright/test';
import { chips, column, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_TOKENS } from './support/expectedRun.ts';
import { makeBreakable, notices, prependToWorker, strike, WORKER_SCRIPT } from './support/faults.ts';
import { expectMaps } from './support/maps.ts';
import { expectToWork, SMALL, SMALL_CONFIG, textBox } from './support/small.ts';

const engine = (page: Page) => page.getByRole('group', { name: 'Engine' });

test.describe('a worker that does not start', () => {
  /** Fails unless the page computes by itself and says why. */
  async function expectThePage(page: Page, why: string): Promise<void> {
    await expect(engine(page)).toContainText('webgl in the page');
    await expect(notices(page)).toHaveText([`${why} Computing on the page's own thread instead.`]);
    await expectToWork(page);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notices(page)).toHaveCount(0);
  }

  test('because its script is missing leaves the work to the page', async ({ context, page }) => {
    await context.route(WORKER_SCRIPT, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await open(page, SMALL);
    await expectThePage(page, "The engine's worker failed to load.");
  });

  test('because it throws as it loads leaves the work to the page', async ({ context, page }) => {
    await prependToWorker(context, () => {
      throw new Error('Not in this worker.');
    });
    await open(page, SMALL);
    await expectThePage(page, "The engine's worker failed: Uncaught Error: Not in this worker.");
  });

  test('because the browser has none leaves the work to the page', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
    await open(page, SMALL);
    await expectThePage(page, 'This browser has no web workers.');
  });

  test('because the browser refuses one leaves the work to the page, and only one self-check undone', async ({
    page,
  }) => {
    await page.addInitScript(() => {
      globalThis.Worker = class {
        constructor() {
          throw new DOMException('blocked', 'SecurityError');
        }
      } as unknown as typeof Worker;
    });
    await open(page, SMALL);
    await expectThePage(page, 'Something went wrong: blocked.');
    const checks = page.locator('.self-checks__item');
    await expect(checks).toHaveCount(7);
    await expect(checks.filter({ hasText: 'not run: its worker could not be made: blocked' })).toHaveCount(1);
  });

  test('and never says so is given up after a minute', async ({ context, page }) => {
    await context.route(WORKER_SCRIPT, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.clock.install();
    const worker = page.waitForEvent('worker');
    await page.goto(`/${SMALL}`);
    await worker;
    // A slow machine must not take the minute for what follows.
    await page.clock.pauseAt(Date.now() + 10_000);
    await expect(engine(page)).toHaveText('Starting the engine …');
    await expect(page.locator('main')).toHaveAttribute('data-state', 'running');
    await textBox(page).fill('typing goes on');
    await expect(chips(page)).toHaveText(['typing', 'goes', 'on']);
    await page.clock.fastForward(60_000);
    await page.clock.resume();
    await expectThePage(page, "The engine's worker gave no answer for 60 s and was stopped.");
  });

  test('nor the engine in the page says so, keeps the rest of the page, and starts on Retry', async ({
    context,
    page,
    tolerate,
  }) => {
    tolerate(/^console error: Failed to load resource: net::ERR_FAILED/);
    await context.route(WORKER_SCRIPT, (route) => route.abort());
    await context.route('**/assets/LocalEngine-*.js', (route) => route.abort());
    await page.goto(`/${SMALL}`);
    await expect(notices(page)).toContainText(["The engine's worker failed to load. Nor can the page's own thread"]);
    await expect(engine(page)).toHaveText('No engine runs');
    await expect(chips(page)).toHaveText([...DEFAULT_TOKENS]);
    await expect(column(page, 'gqa')).toContainText('parameters');
    await context.unroute(WORKER_SCRIPT);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(engine(page)).toContainText('webgl in the worker');
    await expect(notices(page)).toHaveCount(0);
    await expectToWork(page);
  });
});

test.describe('a run that fails', () => {
  test('leaves the last good picture, marked stale, until Retry', async ({ context, page }) => {
    await makeBreakable(context);
    await open(page, SMALL);
    const outOfDate = page.getByText('These maps are out of date');
    await expect(outOfDate).toBeHidden();

    await strike(page, 'every draw throws');
    await textBox(page).fill('another text entirely');
    await expect(notices(page)).toHaveText(['The GPU went on strike.']);
    // Of other settings than those chosen: nobody may take it for settled.
    await expect(page.locator('main')).toHaveAttribute('data-state', 'running');
    await expect(textBox(page)).toHaveValue('another text entirely');
    await expect(chips(page)).toHaveText(['another', 'text', 'entirely']);
    await expect(page.getByLabel('Query heads')).toHaveValue('2');
    await expect(page).toHaveURL(/#text=another\+text\+entirely&d=16&heads=2&kv=1$/);
    await expect(outOfDate).toBeVisible();
    await expect(column(page, 'mha').locator('canvas').first()).toHaveCSS('opacity', '0.6');
    await expectMaps(page, { tokens: DEFAULT_TOKENS, config: SMALL_CONFIG });

    await strike(page, 'draws work again');
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(notices(page)).toHaveCount(0);
    await settled(page);
    await expect(outOfDate).toBeHidden();
    await expect(column(page, 'mha').locator('canvas').first()).toHaveCSS('opacity', '1');
    await expectMaps(page, { tokens: ['another', 'text', 'entirely'], config: SMALL_CONFIG });
  });

  test('because of its self-checks alone disturbs nothing else', async ({ context, page }) => {
    await makeBreakable(context);
    await page.clock.install();
    await open(page, SMALL);
    // Self-checks wait for a moment's rest, which does not come while the clock stands.
    await page.clock.pauseAt(Date.now() + 60_000);
    await textBox(page).fill('it works');
    await expect(column(page, 'mqa').locator('canvas').first()).toHaveAttribute('width', '2');
    await strike(page, 'every draw throws');
    await page.clock.resume();
    await settled(page);
    await expect(page.getByText('could not run', { exact: true })).toBeVisible();
    await expect(page.getByText('The GPU went on strike.')).toBeVisible();
    await expect(page.getByText('These maps are out of date')).toBeHidden();
    await expect(notices(page)).toHaveCount(0);
    await expectMaps(page, { tokens: ['it', 'works'], config: SMALL_CONFIG });
    await strike(page, 'draws work again');
    await textBox(page).fill('and on');
    await settled(page);
    await expect(page.getByText('of this run', { exact: true })).toBeVisible();
  });
});

test.describe('a chart that cannot be drawn', () => {
  for (const [region, chart, what] of [
    ['KV cache', '.cache-chart', 'The KV cache chart'],
    ['Parameters', '.parameter-bars', 'The Parameters chart'],
    ['Multi-query attention', '.wiring', 'The wiring of MQA'],
  ] as const) {
    test(`leaves text, settings and all else on the page, and comes back on Retry: ${what}`, async ({
      page,
      tolerate,
    }) => {
      tolerate(/^console error: .*Error: no ink left/);
      await page.addInitScript((part) => {
        const { observe } = ResizeObserver.prototype;
        ResizeObserver.prototype.observe = function (target, ...rest) {
          if ('isBroken' in window && target.closest(part)) throw new Error('no ink left');
          return observe.call(this, target, ...rest);
        };
        Object.assign(window, { isBroken: true });
      }, `[aria-label="${region}"] ${chart}`);
      await open(page, SMALL);
      const alert = page.getByRole('region', { name: region }).getByRole('alert');
      await expect(alert.first()).toContainText(`${what} could not be drawn: no ink left`);
      await expectToWork(page);
      await expect(page.getByLabel('Query heads')).toHaveValue('2');
      await expect(page.getByRole('region', { name: 'KV cache' }).getByLabel('Layers')).toBeVisible();

      await page.evaluate(() => Reflect.deleteProperty(window, 'isBroken'));
      const retry = page.getByRole('button', { name: 'Retry' });
      for (let left = await retry.count(); left > 0; left--) await retry.first().click();
      await expect(alert).toHaveCount(0);
      await expectToWork(page);
    });
  }
});
