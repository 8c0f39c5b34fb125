import { defineConfig } from 'playwright/test';
import { LAUNCH_OPTIONS } from './scripts/launchOptions.mjs';

/** The built app in a real browser. Needs dist/: `npm run e2e` builds it, `npx playwright test` takes what is there. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: !!process.env['CI'],
  retries: 0,
  // One page in software WebGL, which is what a machine without a GPU has, keeps 1.3 cores busy: two of them, two cores.
  workers: 2,
  // Ten times what most tests take on a quiet machine: on a busy one, shorter limits would be on the machine, not on the app.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    // Set by webServer.wait below: the server takes the next free port where its own is taken.
    baseURL: process.env['PREVIEW_ADDRESS'],
    viewport: { width: 1280, height: 720 },
    // A trace costs a third of the run's time: `npx playwright test --trace on` takes one where it is needed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: LAUNCH_OPTIONS,
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: 'node scripts/start.mjs --built',
    env: { PORT: '4180' },
    timeout: 180_000,
    wait: { stdout: /HeadRoom is at (?<preview_address>\S+)/ },
  },
});
