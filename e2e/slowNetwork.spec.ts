import { slowNetwork } from '../bench/slowNetwork.mjs';
import { expect, test } from './support/console.ts';

/** All that a first picture with random weights takes, 450 kB, then comes for longer than a worker may be silent. */
const BYTES_PER_SECOND = 20_000;

test('draws its first picture over a thin line in the worker, and fetches nothing twice', async ({
  page,
  baseURL,
  tolerate,
}) => {
  const network = await slowNetwork(baseURL ?? '', BYTES_PER_SECOND);
  // The line is another origin than the one that this run watches over.
  tolerate(new RegExp(`^request to another host: ${network.address}`));
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(`${network.address}#weights=random`, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('headroom:drawn').length > 0, null, {
    timeout: 150_000,
  });
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('webgl in the worker');
  expect(fetched.length).toBeGreaterThan(10);
  expect(fetched.toSorted()).toEqual([...new Set(fetched)].toSorted());
  // What the page fetches at rest may still be on its way: without a page nobody misses it.
  await page.close();
  network.close();
});
