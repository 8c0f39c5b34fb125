import type { Page } from 'playwright/test';
import { chips, column, open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { readCsv, saveAs } from './support/files.ts';
import { SMALL, textBox } from './support/small.ts';

/** Somebody else's server; the policy stops every request before it leaves. */
const ELSEWHERE = 'https://elsewhere.invalid';

/** Notes which directives of the policy the page violates, for `violations`. Before the page opens. */
async function watchViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
    Object.assign(window, { directives });
  });
}

function violations(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(Reflect.get(window, 'directives') as string[])].sort());
}

/** Watches from now on; what it returns fails where a request to `ELSEWHERE` was not stopped by the policy. */
function expectStopped(page: Page): () => void {
  const ends: string[] = [];
  page.on('requestfinished', (request) => ends.push(`${request.url()} finished`));
  page.on('requestfailed', (request) => ends.push(`${request.url()} ${request.failure()?.errorText}`));
  return () => expect(ends.filter((end) => end.startsWith(ELSEWHERE) && !end.endsWith(' csp'))).toEqual([]);
}

test('runs no script that was slipped into the page, by the word of the page itself', async ({ page, tolerate }) => {
  tolerate(/^console error: .*violates the .*Content Security Policy/);
  // Playwright tells of them; the policy stops them.
  tolerate(new RegExp(`^request to another host: ${ELSEWHERE}/`));
  const expectAllStopped = expectStopped(page);
  await watchViolations(page);
  await page.route('/', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _onlyTheMetaElement, ...headers } = response.headers();
    const slippedIn = `
      <script>window.hacked = 'inline'</script>
      <script src="${ELSEWHERE}/script.js"></script>
      <script src="data:text/javascript,window.hacked='data'"></script>
      <img src="x.png" onerror="window.hacked = 'handler'" alt="">
      <style>body { display: none }</style>
      <link rel="stylesheet" href="${ELSEWHERE}/style.css">
      <iframe src="${ELSEWHERE}"></iframe>
      <base href="${ELSEWHERE}">`;
    await route.fulfill({ response, headers, body: (await response.text()).replace('</body>', `${slippedIn}</body>`) });
  });
  await page.route('/x.png', (route) => route.fulfill({ contentType: 'text/plain', body: 'no picture' }));
  await open(page, SMALL);
  await expect
    .poll(() => violations(page))
    .toEqual([
      'base-uri',
      'frame-src',
      'script-src-attr',
      'script-src-elem',
      'script-src-elem',
      'script-src-elem',
      'style-src-elem',
      'style-src-elem',
    ]);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  expectAllStopped();
  await expect(chips(page)).toHaveCount(10);
});

test('lets not even its own scripts evaluate text or call elsewhere', async ({ page, tolerate }) => {
  tolerate(/^console error: .*violates the .*Content Security Policy/);
  // Playwright tells of them; the policy stops them.
  tolerate(new RegExp(`^request to another host: ${ELSEWHERE}/`));
  const expectAllStopped = expectStopped(page);
  await watchViolations(page);
  await page.route('/probe.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `
        const attempt = async (act) => { try { await act(); return 'done'; } catch { return 'refused'; } };
        window.outcome = Promise.all([
          attempt(() => eval('1')),
          attempt(() => new Function('return 1')()),
          attempt(() => fetch('${ELSEWHERE}')),
          attempt(() => new Promise((resolve, reject) => {
            const image = Object.assign(new Image(), { onload: resolve, onerror: reject, src: '${ELSEWHERE}/x.png' });
          })),
          attempt(() => new Promise((resolve, reject) => {
            const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
            Object.assign(worker, { onmessage: resolve, onerror: reject });
          })),
        ]);`,
    }),
  );
  await open(page, SMALL);
  expect(await violations(page)).toEqual([]);
  await page.evaluate(async () => {
    const script = document.createElement('script');
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
    script.src = '/probe.js';
    document.head.append(script);
    await loaded;
  });
  expect(await page.evaluate(() => Reflect.get(window, 'outcome'))).toEqual(Array(5).fill('refused'));
  expectAllStopped();
  // Header and page say the same: each violation counts for both.
  await expect
    .poll(async () => [...new Set(await violations(page))])
    .toEqual(['connect-src', 'img-src', 'script-src', 'worker-src']);
});

test('takes markup as text wherever it shows, saved files included', async ({ page }) => {
  const markup = ['<img/src=x/onerror=hacked=1>', '<script>hacked=1</script>', '"><svg/onload=hacked=1>', '=1+1'];
  await watchViolations(page);
  await open(page, `${SMALL}&text=${encodeURIComponent(markup.join(' '))}`);
  await expect(chips(page)).toHaveText(markup);
  for (const disclosure of await page.getByText('Data table').all()) await disclosure.click();
  const { rows } = readCsv((await saveAs(page, 'MHA maps', 'CSV')).bytes);
  const names = new Set(rows.slice(1).map((row) => row[4]));
  expect([...names]).toEqual([...markup.slice(0, 3), "'=1+1"]);
  for (const chart of ['Parameters', 'KV cache']) {
    const svg = (await saveAs(page, chart, 'SVG')).bytes.toString('utf8');
    const live = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      const elements = [...parsed.querySelectorAll('*')];
      return elements.filter(
        ({ localName, attributes }) =>
          ['parsererror', 'script', 'foreignObject', 'image', 'a'].includes(localName) ||
          [...attributes].some(({ name, value }) => /^on|href$/.test(name) && !value.startsWith('#')),
      ).length;
    }, svg);
    expect(live, `elements of the saved ${chart} that could act`).toBe(0);
  }
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await settled(page);
  await expect(page.locator('#root :is(script, img, svg svg, iframe)')).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
  expect(await violations(page)).toEqual([]);
});

test('calls no other host and breaks no rule of its own while everything is used', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await watchViolations(page);
  const origins: string[] = [];
  context.on('request', (request) => origins.push(new URL(request.url()).origin));
  await open(page, SMALL);
  for (const backend of ['WebAssembly', 'CPU', 'Best available']) {
    await page.getByLabel('Backend').selectOption(backend);
    await settled(page);
  }
  await page.getByLabel('Tokenizer').selectOption('GPT-4o BPE');
  await expect(chips(page)).toHaveCount(11);
  await page.getByRole('button', { name: 'Switch to dark theme' }).click();
  for (const name of ['Copy link', 'Copy as PyTorch']) await page.getByRole('button', { name }).click();
  for (const what of ['Parameters', 'KV cache', 'GQA maps']) await saveAs(page, what, 'PNG');
  await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download run' }).click()]);
  await page.getByRole('slider', { name: 'd_model' }).press('End');
  await textBox(page).fill('猫が好き 🦖 שלום');
  await settled(page);
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(column(page, 'gqa').locator('canvas').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await settled(page);
  // A blob's origin is that of the page which made it.
  expect(new Set(origins)).toEqual(new Set([new URL(page.url()).origin]));
  expect(origins.length).toBeGreaterThan(10);
  expect(await violations(page)).toEqual([]);
});
