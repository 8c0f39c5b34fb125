import { test as base, expect } from 'playwright/test';
import { complaintsOf } from './complaints.ts';

/** Says that a complaint matching `pattern` is part of the test: it then does not fail it. */
type Tolerate = (pattern: RegExp) => void;

/**
 * Chromium's own remark, not the app's, that reading results back from WebGL waits for the GPU. Reading them back is
 * the engine's job, and its worker waits, not the page.
 */
const ALWAYS_TOLERATED = [/GL Driver Message .*GPU stall due to ReadPixels/];

/** Whether a complaint is part of every test. */
export const isTolerated = (complaint: string) => ALWAYS_TOLERATED.some((pattern) => pattern.test(complaint));

/** Playwright's `test`, failing where a page logs an error or a warning, throws, or calls another host. */
export const test = base.extend<{ tolerate: Tolerate }>({
  tolerate: [
    async ({ context, baseURL }, use) => {
      const complaints = complaintsOf(context, new URL(baseURL ?? '').origin);
      const tolerated: RegExp[] = [];
      await use((pattern) => tolerated.push(pattern));
      // A file may still be on its way to a page that nobody looks at any more.
      for (const page of [...context.pages(), context]) await page.unrouteAll({ behavior: 'ignoreErrors' });
      const unexpected = complaints.filter(
        (complaint) => !isTolerated(complaint) && !tolerated.some((pattern) => pattern.test(complaint)),
      );
      expect(unexpected, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
