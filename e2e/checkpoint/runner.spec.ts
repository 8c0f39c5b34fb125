import { createHash } from 'node:crypto';
import { caseNames, fixtureBytes, modelFolders, openCase } from '../../src/takeaway/checkpoint/testing/cases.ts';
import type { GivenModel } from '../harness/ownModel.ts';
import { expect, test } from '../harness/test.ts';

const TOLERANCE = 1e-5;

/** All models that are kept for tests, those that are there in two types of numbers twice. */
async function givenModels(): Promise<GivenModel[]> {
  const folders = caseNames().flatMap((name) => modelFolders(name).map((folder) => [name, folder] as const));
  return Promise.all(
    folders.map(async ([name, folder]) => {
      const { config, expected } = await openCase(name, folder);
      const base64 = Buffer.from(fixtureBytes(`${folder}/model.safetensors`)).toString('base64');
      return { name: folder, config, base64, ids: expected.ids };
    }),
  );
}

test('a model of one’s own gives in its worker, on every backend, what float64 gives in every number of KV heads', async ({
  page,
}) => {
  const given = await givenModels();
  await page.evaluate((models) => harness.provideOwnModels(models), given);
  for (const backend of ['webgl', 'wasm', 'cpu'] as const) {
    const { ran, found } = await page.evaluate((name) => harness.compareOwnModels(name), backend);
    expect(ran).toEqual([backend]);
    expect(new Set(found.map(({ name }) => name)).size).toBe(given.length);
    expect(found.length).toBeGreaterThan(2 * given.length);
    const isOver = (difference: number) => !(difference <= TOLERANCE);
    const over = found.filter(({ maps, vectors, probabilities, nats }) =>
      [maps, vectors, probabilities, nats].some(isOver),
    );
    expect(over, backend).toEqual([]);
  }
});

test('a model of one’s own runs on WebAssembly if a CPU plays the GPU, and leaves nothing behind over 100 texts', async ({
  page,
}) => {
  const [model] = (await givenModels()).filter(({ name }) => name === 'families/llama-linear');
  if (!model) throw new Error('The model of this test is gone.');
  const { name } = model;
  await page.evaluate((given) => harness.provideOwnModels([given]), model);
  const isSoftware = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return !gl || !info || /swiftshader|llvmpipe|software/i.test(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
  });
  const { backend } = await page.evaluate((name) => harness.openOwnModel(name, 'auto'), name);
  expect(backend).toBe(isSoftware ? 'wasm' : 'webgl');
  for (const each of ['wasm', 'webgl'] as const) {
    const run = await page.evaluate(([name, each]) => harness.memoryAlongOwnTexts(name, each, 100), [
      name,
      each,
    ] as const);
    expect(run.after, each).toEqual(run.before);
    // Nothing stays on the GPU between two questions.
    if (each === 'webgl') expect(run.after.numBytesInGPU).toBe(0);
  }
});

test('a model that is stored in the browser is there after a reload, gives what its file gave, and can be forgotten', async ({
  page,
  openHarness,
}) => {
  const [model] = (await givenModels()).filter(({ name }) => name === 'gpt2-mha');
  if (!model) throw new Error('The model of this test is gone.');
  await page.evaluate((given) => harness.provideOwnModels([given]), model);
  expect(await page.evaluate(() => harness.openRememberedModel('cpu'))).toBeNull();
  const weights = Buffer.from(model.base64, 'base64');
  const { length } = weights;
  const sha256 = [...createHash('sha256').update(weights).digest()];
  const told = await page.evaluate((name) => harness.rememberOwnModel(name), model.name);
  expect(told).toEqual([length, length + 2, length + 2]);

  await openHarness(page);
  const withoutWeights = { ...model, base64: '' };
  await page.evaluate((given) => harness.provideOwnModels([given]), withoutWeights);
  const opened = await page.evaluate(() => harness.openRememberedModel('cpu'));
  expect(opened).toEqual({ bytes: length + 2, names: ['model.safetensors', 'config.json'], sha256 });
  const { found } = await page.evaluate(() => harness.compareOwnModels('cpu'));
  expect(Math.max(...found.map(({ maps }) => maps))).toBeLessThan(TOLERANCE);

  await page.evaluate(() => harness.forgetModel());
  expect(await page.evaluate(() => harness.openRememberedModel('cpu'))).toBeNull();
});
