import { defineConfig } from 'vitest/config';

/** Unit tests run in Node, beside what they test. What needs a browser is in e2e/. */
export default defineConfig({
  test: {
    environment: 'node',
    // One process a core for all files: a process a file took three times as long. No test may leave anything behind.
    isolate: false,
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    // Property tests run hundreds of cases, and hooks start WebAssembly: on a busy machine, where what takes 3 s takes a minute,
    // the defaults of 5 and 10 s are limits on the machine, not on the code.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
