import { pathToFileURL } from 'node:url';
import { open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';

const START = /\/assets\/index-[^/]*\.js$/;

test('says which file is missing, after loading itself once more, and what to do when opened from disk', async ({
  page,
  tolerate,
}) => {
  tolerate(/Failed to load/);
  tolerate(/blocked by CORS|file:/);
  const root = page.locator('#root');
  for (const answer of [
    { status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' },
    { status: 200, contentType: 'text/html', body: '<h1>Not found</h1>' },
    { status: 200, contentType: 'text/plain', body: '' },
  ]) {
    let times = 0;
    await page.route(START, (route) => {
      times++;
      return route.fulfill(answer);
    });
    await page.goto(`/?${answer.status}${answer.contentType}`);
    await expect(root).toContainText(/^HeadRoom can’t start: its file assets\/index-.*\.js is missing on the server/);
    expect(times).toBe(2);
    await page.unroute(START);
  }
  await page.goto(pathToFileURL('dist/index.html').href);
  await expect(root).toContainText(/^HeadRoom was opened from disk/);
  await page.goto(pathToFileURL('index.html').href);
  await expect(root).toContainText(/^HeadRoom was opened from disk/);
});

test('loads itself once more if a part of it has gone because the server has a newer version', async ({
  page,
  tolerate,
}) => {
  tolerate(/Failed to load/);
  await open(page);
  await page.route(/\/assets\/Inspect-/, (route) => route.fulfill({ status: 404, body: '' }), { times: 1 });
  // Another page of the same files, as far as one can tell from its names.
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: (await response.text()).replace('src="./assets/index-', 'src="assets/index-'),
    });
  });
  const again = page.waitForEvent('framenavigated');
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await again;
  await settled(page);
  await expect(page.getByRole('heading', { name: /Inspect/ }).first()).toBeVisible();
});
