import { type BrowserContext, test as base, expect } from 'playwright/test';

/** Says that a complaint matching `pattern` is part of the test: it then does not fail it. */
export type Tolerate = (pattern: RegExp) => void;

/**
 * Chromium's own remark, not the app's, that reading results back from WebGL waits for the GPU. Reading them back is
 * the engine's job, and its worker waits, not the page.
 */
const ALWAYS_TOLERATED = [/GL Driver Message .*GPU stall due to ReadPixels/];

/** Everything that the pages of `context` complain about from now on, and every request that leaves `origin`. */
function listen(context: BrowserContext, origin: string): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (webError) => complaints.push(`page error: ${webError.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin)
      complaints.push(`request to another host: ${url}`);
  });
  return complaints;
}

/** Playwright's `test`, failing where a page logs an error or a warning, throws, or calls another host. */
export const test = base.extend<{ tolerate: Tolerate }>({
  tolerate: [
    async ({ context, baseURL }, use) => {
      const complaints = listen(context, new URL(baseURL ?? '').origin);
      const tolerated = [...ALWAYS_TOLERATED];
      await use((pattern) => tolerated.push(pattern));
      const unexpected = complaints.filter((complaint) => !tolerated.some((pattern) => pattern.test(complaint)));
      expect(unexpected, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
