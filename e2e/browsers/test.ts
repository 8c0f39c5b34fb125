import { test as base, expect } from 'playwright/test';
import type { Driver } from './Driver.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { Page } from './Page.ts';
import { serveListening } from './serveListening.ts';

export interface EngineOption {
  /** Set by each project. */
  readonly engine: EngineName;
}

interface WorkerFixtures extends EngineOption {
  readonly site: string;
  /** Null where this machine has no such browser. */
  readonly driver: Driver | null;
}

interface TestFixtures {
  /** The app, opened and settled. The test fails on whatever the page complains about. */
  readonly app: Page;
}

/** Playwright's runner, with browsers that Playwright does not drive: each test skips where its browser is missing. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: ['firefox', { option: true, scope: 'worker' }],
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const { address, close } = await serveListening();
      await use(address);
      await close();
    },
    { scope: 'worker' },
  ],
  driver: [
    async ({ engine }, use) => {
      const driver = (await ENGINES[engine].start?.()) ?? null;
      await use(driver);
      await driver?.close();
    },
    { scope: 'worker' },
  ],
  app: async ({ engine, driver, site }, use, testInfo) => {
    if (!driver) return testInfo.skip(true, `${engine} is not installed: ${ENGINES[engine].install}`);
    const page = new Page(driver, site);
    try {
      await page.open();
      await use(page);
    } finally {
      // Printed where a test fails.
      await testInfo.attach('text of the page', { body: (await page.texts('body')).join() });
    }
    expect(await page.complaints(), 'what the page complained about').toEqual([]);
  },
});

export { expect };
