import { BACKENDS } from '../src/engine/Engine.ts';
import { column, open, plainText, settled } from './support/app.ts';
import { expect, test } from './support/console.ts';
import { DEFAULT_CONFIG, DEFAULT_TOKENS } from './support/expectedRun.ts';
import { expectMaps } from './support/maps.ts';

const SAMPLE_OUTPUT = `Text: 'To be or not to be, that is the question'
Tokens (10): ['To', 'be', 'or', 'not', 'to', 'be,', 'that', 'is', 'the', 'question']
Embeddings shape: [1,10,256]

1. Basic scaled dot-product attention
   Output shape: [1,10,256]
   Attention weights shape: [1,10,10]

2. Multi-head attention (MHA)
   Output shape: [1,10,256]
   Attention weights shape: [1,16,10,10]

3. Multi-query attention (MQA)
   Output shape: [1,10,256]
   Attention weights shape: [1,16,10,10]

4. Grouped-query attention (GQA)
   Output shape: [1,10,256]
   Attention weights shape: [1,16,10,10]

Parameters
   Multi-head attention (MHA): 263,168
   Multi-query attention (MQA): 139,808 (46.9 % fewer)
   Grouped-query attention (GQA): 164,480 (37.5 % fewer)`;

test("prints the document's sample output for its preset, and copies it", async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: "The document's demo" }).click();
  await settled(page);
  const panel = page.getByRole('region', { name: 'What ran' });
  expect(await plainText(panel.locator('pre'))).toBe(SAMPLE_OUTPUT);
  await panel.getByRole('button', { name: 'Copy' }).click();
  await expect(panel.getByRole('status')).toHaveText('Copy: done');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replaceAll('\u202f', ' ')).toBe(SAMPLE_OUTPUT);
});

test('prints the shapes of whatever ran', async ({ page }) => {
  await open(page, '#text=a+b+c&d=64&heads=8&kv=8');
  const panel = page.getByRole('region', { name: 'What ran' });
  const printed = await plainText(panel.locator('pre'));
  expect(printed).toContain("Tokens (3): ['a', 'b', 'c']\nEmbeddings shape: [1,3,64]");
  expect(printed).toContain('Grouped-query attention (GQA): 16,640 (as many as MHA)');
  await page.getByLabel('Text', { exact: true }).fill("it's");
  await settled(page);
  expect(await plainText(panel.locator('pre'))).toContain(String.raw`Tokens (1): ['it\'s']`);
  await expect(panel.locator('pre')).toContainText('Attention weights shape: [1,8,1,1]');
});

test('checks itself, each claim with its figure, and all hold', async ({ page }) => {
  await open(page);
  const checks = page.getByRole('region', { name: 'Self-checks' }).getByRole('listitem');
  const claims = [
    /^holds Every row of every map sums to 1 largest deviation (0|\d\.\de-(7|8|9|\d\d))$/,
    /^holds GQA with 1 KV head equals MQA largest difference (0|\d\.\de-\d+)$/,
    /^holds GQA with as many KV heads as query heads equals MHA largest difference (0|\d\.\de-\d+)$/,
    /^holds MHA with MQA's one K and V copied to every head equals MQA largest difference (0|\d\.\de-\d+)$/,
    /^holds Parameters by formula equal the elements of the tensors MHA 263,168 = 263,168, GQA 164,480 = 164,480, MQA 139,808 = 139,808$/,
    /^holds Under the causal mask nothing is above the diagonal largest weight there 0$/,
    /^holds Weights and outputs agree with a float64 reference to 1e-5, relative to the largest if above 1 largest difference \d\.\de-[78] in weights, \d\.\de-[67] in outputs of up to \d\.\d$/,
  ];
  await expect(checks).toHaveCount(claims.length);
  const shown = (await checks.allTextContents()).map((text) =>
    text.replace(/^holds/, 'holds ').replaceAll(/\s+/g, ' '),
  );
  for (const [index, claim] of claims.entries()) expect(shown[index]).toMatch(claim);

  await page.getByLabel('Causal mask').uncheck();
  await settled(page);
  await expect(checks.filter({ hasText: 'no mask in this run' })).toContainText('not run');
  await expect(checks.filter({ hasText: 'FAILS' })).toHaveCount(0);

  await page.getByLabel('d_model').press('Home');
  await page.getByLabel('Query heads').press('Home');
  await page.getByLabel('Text', { exact: true }).fill(Array.from({ length: 65 }, (_, at) => `w${at}`).join(' '));
  await settled(page);
  await expect(checks.filter({ hasText: 'float64' })).toContainText('not run: 65 tokens, and it takes up to 64');
  await expect(checks.filter({ hasText: 'FAILS' })).toHaveCount(0);
});

/** Products that are all alike, whose float32 additions round to one side if they are taken in one run. */
const TWO_WORDS = Array.from({ length: 48 }, (_, position) => (position % 3 === 0 ? 'cat' : 'the')).join('+');

test('holds its checks over sums of 1,024 features that are all alike, on WebGL', async ({ page }) => {
  await open(
    page,
    `#text=${TWO_WORDS}&weights=random&tok=whitespace&d=1024&heads=1&kv=1&bias=0&seed=110&backend=webgl`,
  );
  await expect(page.getByRole('group', { name: 'Engine' })).toContainText('webgl in the');
  const checks = page.getByRole('region', { name: 'Self-checks' }).getByRole('listitem');
  await expect(checks.filter({ hasText: 'float64' })).toContainText('holds');
  await expect(checks.filter({ hasText: 'FAILS' })).toHaveCount(0);
});

test('names backend, renderer and time, and computes the same on each backend', async ({ page }) => {
  await open(page);
  const engine = page.getByRole('group', { name: 'Engine' });
  await expect(engine).toHaveText(/^webgl in the (worker|page) · .*(ANGLE|SwiftShader|WebGL).* · [\d.,]+ ms$/);
  const choice = page.getByLabel('Backend');
  await expect(choice.locator('option')).toHaveText(['Best available', 'WebGL', 'WebAssembly', 'CPU']);
  const renderers = { webgl: /./, wasm: /WebAssembly/, cpu: /JavaScript/ };
  for (const backend of BACKENDS) {
    await choice.selectOption(backend);
    await expect(engine.locator('strong')).toHaveText(backend);
    await expect(engine).toHaveText(renderers[backend]);
    await expect(engine).toHaveText(/ · [\d.,]+ ms$/);
    await settled(page);
    await expectMaps(page, { tokens: DEFAULT_TOKENS, config: DEFAULT_CONFIG });
    await page.getByLabel('KV heads').press('ArrowRight');
    await settled(page);
    await expectMaps(page, { tokens: DEFAULT_TOKENS, config: { ...DEFAULT_CONFIG, numKvHeads: 8 } });
    await page.getByLabel('KV heads').press('ArrowLeft');
    const checks = page.getByRole('region', { name: 'Self-checks' }).getByRole('listitem');
    await settled(page);
    await expect(checks.filter({ hasText: 'holds' })).toHaveCount(7);
  }
  await expect(column(page, 'gqa')).toContainText('164,480');
});
