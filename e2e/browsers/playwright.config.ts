import { defineConfig } from 'playwright/test';
import type { EngineOption } from './test.ts';

// For the workers, which inherit it: Firefox is driven over a WebSocket, which Node 20 has behind this switch only.
process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --experimental-websocket`;

/** The built app in the engines that Playwright's own protocol does not reach here: `npm run test:browsers`. */
export default defineConfig<object, EngineOption>({
  testDir: '.',
  testMatch: 'smoke.ts',
  outputDir: '../../test-results/browsers',
  forbidOnly: !!process.env['CI'],
  retries: 0,
  // One browser, one window.
  workers: 1,
  // As in the other configuration: generous, for a busy machine.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['./tally.ts']],
  projects: [
    { name: 'firefox', use: { engine: 'firefox' } },
    { name: 'webkit', use: { engine: 'webkit' } },
  ],
});
