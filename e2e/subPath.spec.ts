import { preview } from 'vite';
import { expect, test } from './support/console.ts';

// The worker, its chunks and the .wasm files are all found from the page's address.
for (const backend of ['webgl', 'wasm']) {
  test(`computes on ${backend} under a sub-path of a site`, async ({ page, tolerate }) => {
    const server = await preview({ base: '/some/where/', preview: { port: 4185 } });
    const address = server.resolvedUrls?.local[0] ?? '';
    expect(address).toContain('/some/where/');
    // The test's own server is another origin than the one that this run watches over.
    tolerate(new RegExp(`^request to another host: ${address}`));
    await page.goto(`${address}#backend=${backend}`);
    await expect(page.locator('main[data-state=settled]')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Engine' })).toContainText(`${backend} in the worker`);
    // What the page fetches at rest may still be on its way: without a page nobody misses it.
    await page.close();
    await server.close();
  });
}
