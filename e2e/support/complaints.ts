import type { BrowserContext } from 'playwright/test';

/**
 * What the pages of `context`, workers included, complain about from now on: console errors and warnings, errors that
 * nobody catches, and requests that leave `origin`. The list grows as they do.
 */
export function complaintsOf(context: BrowserContext, origin: string): readonly string[] {
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
