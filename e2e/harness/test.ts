import { test as base, expect, type Page } from 'playwright/test';
import { serveHarness } from './serve.ts';

interface WorkerFixtures {
  /** Leads another browser's page there, too. */
  readonly openHarness: (page: Page) => Promise<void>;
}

/** Tests of the engine without the app: `page` is the harness, built and served once for all tests of a worker. */
export const test = base.extend<object, WorkerFixtures>({
  openHarness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use, { parallelIndex }) => {
      const { url, close } = await serveHarness(`${parallelIndex}`);
      await use(async (page) => {
        await page.goto(url);
        await page.waitForFunction(() => 'harness' in globalThis);
      });
      await close();
    },
    // Of its own, as a hook has it: the first test keeps all of its time.
    { scope: 'worker', timeout: 180_000 },
  ],
  page: async ({ page, openHarness }, use) => {
    await openHarness(page);
    await use(page);
  },
});

export { expect };
