import { expect, test } from './support/console.ts';

test('serves a page that may load nothing but its own files', async ({ page }) => {
  const response = await page.goto('/');
  const header = response?.headers()['content-security-policy'] ?? '';
  const meta = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  for (const policy of [header, meta ?? '']) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
  }
  expect(header).toContain("frame-ancestors 'none'");
});

test('builds a page without inline scripts or styles', async ({ request }) => {
  const html = await (await request.get('/')).text();
  for (const [, attributes, body] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
    expect(attributes).toMatch(/src="\.\/(assets\/|loading\.js)/);
    expect(body).toBe('');
  }
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});
