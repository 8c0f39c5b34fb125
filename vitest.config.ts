import { defineConfig } from 'vitest/config';

/** None of these leaves anything behind: a process for each of them took three times as long, most of it to start. */
const TOGETHER = ['src/state/**/*.test.{ts,tsx}', 'src/charts/**/*.test.{ts,tsx}'];
const settings = {
  environment: 'node',
  // Property tests run hundreds of cases, and hooks start WebAssembly: on a busy machine, where what takes 3 s takes a minute,
  // the defaults of 5 and 10 s are limits on the machine, not on the code.
  testTimeout: 180_000,
  hookTimeout: 180_000,
} as const;

/** Unit tests run in Node, beside what they test. What needs a browser is in e2e/. */
export default defineConfig({
  test: {
    projects: [
      { test: { ...settings, name: 'together', include: TOGETHER, isolate: false } },
      {
        test: {
          ...settings,
          name: 'alone',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: TOGETHER,
        },
      },
    ],
  },
});
