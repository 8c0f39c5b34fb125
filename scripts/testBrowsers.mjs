// npm run test:browsers: the built app in Firefox and in WebKitGTK, where this machine has them.
// With --built it takes the build that is there; other arguments go to Playwright (--project=firefox).
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';

const options = process.argv.slice(2);
try {
  await ensureDependencies();
  if (!options.includes('--built')) await tool('vite', ['build']);
  const forPlaywright = options.filter((option) => option !== '--built');
  await tool('playwright', ['test', '--config=e2e/browsers/playwright.config.ts', ...forPlaywright]);
} catch (error) {
  exitBecause(error);
}
