// npm run soak: the browser test of random actions with a thousand of them; `npm test` does fewer.
// SOAK_ACTIONS and SOAK_SEED choose others.
import { ensureBrowser } from './browser.mjs';
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';

process.env['SOAK_ACTIONS'] ??= '1000';

try {
  await ensureDependencies();
  await ensureBrowser();
  await tool('vite', ['build']);
  await tool('playwright', ['test', 'e2e/soak.spec.ts']);
} catch (error) {
  exitBecause(error);
}
