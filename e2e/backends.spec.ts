import { chromium } from 'playwright/test';
import { LAUNCH_OPTIONS } from '../scripts/launchOptions.mjs';
import { open, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from './support/expectedRun.ts';
import { notices, withoutWebgl, withPretendingGpu } from './support/faults.ts';
import { expectMaps } from './support/maps.ts';

const DEFAULT_PICTURE = { tokens: DEFAULT_TOKENS, config: DEFAULT_CONFIG };

test('computes on WebGL in a worker, and names backend, place, renderer and time', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('group', { name: 'Engine' })).toHaveText(/^webgl in the worker · .{3,} · [\d.]+ ms$/);
  await expect(page.getByLabel('Backend')).toHaveValue('auto');
  await expect(notices(page)).toHaveCount(0);
  await expectMaps(page, DEFAULT_PICTURE);
});

test('changes to each backend of the select and back, with the same picture and a link to it', async ({ page }) => {
  await open(page);
  const engine = page.getByRole('group', { name: 'Engine' });
  for (const [name, says] of [
    ['WebAssembly', /^wasm in the worker · WebAssembly( SIMD)? · [\d.]+ ms$/],
    ['CPU', /^cpu in the worker · JavaScript · [\d.]+ ms$/],
    ['WebGL', /^webgl in the worker · /],
    ['Best available', /^webgl in the worker · /],
  ] as const) {
    await page.getByLabel('Backend').selectOption(name);
    await expect(engine).toHaveText(says);
    await settled(page);
    await expect(notices(page)).toHaveCount(0);
    await expectMaps(page, DEFAULT_PICTURE);
    const chosen = await page.getByLabel('Backend').inputValue();
    await expect(page).toHaveURL(`/#weights=random${chosen === 'auto' ? '' : `&backend=${chosen}`}`);
  }
});

test('computes with WebAssembly where there is no WebGL, and says why until that is dismissed', async ({
  context,
  page,
}) => {
  await withoutWebgl(context);
  await open(page);
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('wasm in the worker');
  await expect(notices(page)).toHaveText([
    'WebGL did not start: this browser gave no WebGL 2 context. Computing with WebAssembly instead.',
  ]);
  await expect(notices(page)).toBeInViewport();
  await expectMaps(page, DEFAULT_PICTURE);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices(page)).toHaveCount(0);
  await page.getByLabel('Causal mask').uncheck();
  await settled(page);
  await expect(notices(page)).toHaveCount(0);
});

for (const [pretence, why] of [
  [
    'half floats in silence',
    /^WebGL did not start: this GPU's numbers are not the 32-bit floats that it promises \(.* off by \d\.\de-\d\)\. Computing with WebAssembly instead\.$/,
  ],
  [
    'no complete framebuffer',
    /^WebGL did not start: this GPU cannot render to the 32-bit floats that it promises\. Computing with WebAssembly instead\.$/,
  ],
  [
    'half floats once it runs',
    /^A self-check failed on WebGL here: “.*” \(largest .*\)\. Computing with WebAssembly instead\.$/,
  ],
] as const) {
  test(`leaves a GPU with ${pretence} for WebAssembly in the worker, and says why`, async ({ context, page }) => {
    await withPretendingGpu(context, pretence);
    await open(page);
    await expect(page.getByRole('group', { name: 'Engine' })).toContainText('wasm in the worker');
    await expect(notices(page)).toHaveText([why]);
    await settled(page);
    await expectMaps(page, DEFAULT_PICTURE);
  });
}

test('computes the same, and in silence, whatever the address has for TensorFlow.js', async ({ context, page }) => {
  await context.addInitScript(() => {
    const NoWorker = class {
      constructor() {
        throw new Error('Workers are not allowed here.');
      }
    };
    Object.assign(globalThis, { Worker: NoWorker });
  });
  for (const query of ['tfjsflags=WEBGL_FORCE_F16_TEXTURES:true,DEBUG:true', 'tfjsflags=WEBGL_VERSION', 'q=100%']) {
    await page.goto(`/?${query}#weights=random`);
    await settled(page);
    await expect(page.getByRole('group', { name: 'Engine' })).toContainText('webgl in the page');
    await expectMaps(page, DEFAULT_PICTURE);
  }
});

test("computes in plain JavaScript where WebAssembly's files are missing, too", async ({ context, page, tolerate }) => {
  // TensorFlow.js's own words.
  tolerate(/^console warning: (wasm streaming compile failed|falling back to ArrayBuffer|failed to asynchronously)/);
  tolerate(
    /^console warning: (Aborted|Initialization of backend wasm failed|Make sure the server can serve|RuntimeError)/,
  );
  await withoutWebgl(context);
  await context.route('**/wasm/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await open(page);
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('cpu in the worker');
  await expect(notices(page)).toHaveText([
    /^WebGL did not start: .*\. WebAssembly did not start: .*\. Computing with plain JavaScript instead\.$/,
  ]);
  await expectMaps(page, DEFAULT_PICTURE);

  await context.unroute('**/wasm/*.wasm');
  await page.getByLabel('Backend').selectOption('WebAssembly');
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('wasm in the worker');
  await expect(notices(page)).toHaveCount(0);
});

test("takes the next backend where one's program does not load", async ({ context, page, tolerate }) => {
  tolerate(/^console error: Failed to load resource: net::ERR_FAILED/);
  await context.route('**/assets/webglBackend-*.js', (route) => route.abort());
  await open(page);
  await expect(notices(page)).toHaveText([/^WebGL did not start: .*\. Computing with WebAssembly instead\.$/]);
  await expectMaps(page, DEFAULT_PICTURE);
});

test('computes in a browser that has no WebGL at all', async ({ baseURL }) => {
  const args = LAUNCH_OPTIONS.args.filter((flag) => !flag.includes('swiftshader'));
  const browser = await chromium.launch({
    ...LAUNCH_OPTIONS,
    args: [...args, '--disable-gpu', '--disable-software-rasterizer'],
  });
  const page = await browser.newPage({ baseURL: baseURL ?? '' });
  await open(page);
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('wasm in the worker');
  await expect(notices(page)).toContainText(['Computing with WebAssembly instead.']);
  await expectMaps(page, DEFAULT_PICTURE);
  await browser.close();
});
