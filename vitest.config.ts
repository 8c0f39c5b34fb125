import { defineConfig } from 'vitest/config';

/** Unit tests run in Node, beside what they test. What needs a browser is in e2e/. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    reporters: ['default'],
  },
});
