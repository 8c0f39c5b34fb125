import { defineConfig } from 'vitest/config';

/** Unit tests run in Node, beside what they test. What needs a browser is in e2e/. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    // Property tests run hundreds of cases: on a busy machine the default of 5 s is a limit on the machine, not on the code.
    testTimeout: 60_000,
  },
});
