// npm run fuzz: the tests on random links, settings and texts with ten thousand cases each; `npm test` tries fewer.
// FUZZ_RUNS chooses another number.
import { exitBecause, tool } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';

process.env['FUZZ_RUNS'] ??= '10000';

try {
  await ensureDependencies();
  // Ten times the cases of `npm test` have ten times its limit, and more.
  await tool('vitest', ['run', 'fuzz.test', '--testTimeout=3600000']);
} catch (error) {
  exitBecause(error);
}
