import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { endWorkers, ownWorker } from '../../threads/testing/workerDoubles.ts';
import { HostLayers } from '../forward/hostLayers.ts';
import type { AttentionOps, Matrix, Sharing } from '../ops/ops.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { audit } from './audit.ts';
import type { ReferenceAnswer } from './compareWithReference.ts';
import { openReference } from './openReference.ts';

const { signal } = new AbortController();
const REQUEST: RunRequest = {
  tokens: ['to', 'be', 'or', 'not', 'to'],
  config: aConfig(),
  mechanisms: MECHANISMS,
  mapSide: 100,
};

beforeAll(startWasmInNode);

const audited = (ops: AttentionOps, port?: MessagePort, request = REQUEST) =>
  audit(ops, new HostLayers(), request, signal, port);

async function failuresOf(ops: AttentionOps): Promise<string[]> {
  const { checks } = await audited(ops);
  return checks.filter(({ passed }) => passed === false).map(({ id }) => id);
}

/** A backend whose maps are right and whose outputs are twice what they should be whenever `isOff` says so of a layer. */
function offWhere(isOff: (sharing: Sharing) => boolean): AttentionOps {
  return {
    ...plainOps,
    mix(weights, v, sharing) {
      const mixed = plainOps.mix(weights, v, sharing);
      return isOff(sharing) ? plainOps.add(mixed, mixed) : mixed;
    },
  };
}

/** True the `turn`th time that a layer with so many KV heads is computed; basic attention, with its one head, is none. */
function turnOf(numKvHeads: number, turn: number): (sharing: Sharing) => boolean {
  let turns = 0;
  return (sharing) => sharing.numHeads > 1 && sharing.numKvHeads === numKvHeads && ++turns === turn;
}

/** The other end of a port on which an audit has its run computed in float64. */
function referenceThatSays(answer: ReferenceAnswer): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => port1.postMessage(answer);
  onTestFinished(() => port1.close());
  return port2;
}

test('a sound backend passes every check, and keeps nothing of it', async () => {
  const { numTensors } = memory();
  const { checks, mechanisms, embeddingShape } = await audited(plainOps);
  expect(checks.map(({ id, passed }) => [id, passed])).toEqual([
    ...['row-sums', 'gqa-is-mqa', 'gqa-is-mha', 'copied-kv', 'parameters', 'mask'].map((id) => [id, true]),
    ['reference', undefined],
  ]);
  expect(checks.slice(1, 4).map(({ claim }) => claim)).toEqual([
    'GQA with 1 KV head equals MQA',
    'GQA with as many KV heads as query heads equals MHA',
    "MHA with MQA's one K and V copied to every head equals MQA",
  ]);
  expect(embeddingShape).toEqual([1, 5, 48]);
  expect(mechanisms).toEqual([
    { id: 'sdpa', outputShape: [1, 5, 48], weightsShape: [1, 5, 5], parameters: 0 },
    { id: 'mha', outputShape: [1, 5, 48], weightsShape: [1, 6, 5, 5], parameters: 9_408 },
    { id: 'gqa', outputShape: [1, 5, 48], weightsShape: [1, 6, 5, 5], parameters: 7_056 },
    { id: 'mqa', outputShape: [1, 5, 48], weightsShape: [1, 6, 5, 5], parameters: 5_488 },
  ]);
  expect(memory().numTensors).toBe(numTensors);
});

test.each([
  { what: 'MQA itself', isOff: turnOf(1, 1), failures: ['gqa-is-mqa', 'copied-kv'] },
  { what: 'GQA with 1 KV head', isOff: turnOf(1, 2), failures: ['gqa-is-mqa'] },
  { what: 'MHA itself', isOff: turnOf(6, 1), failures: ['gqa-is-mha'] },
  { what: 'GQA with 6 KV heads', isOff: turnOf(6, 2), failures: ['gqa-is-mha'] },
  { what: 'MHA with one K and V', isOff: turnOf(6, 3), failures: ['copied-kv'] },
])('a backend that is off for $what fails the checks on it: $failures', async ({ isOff, failures }) => {
  expect(await failuresOf(offWhere(isOff))).toEqual(failures);
});

test('a backend without a mask, and one whose rows are no weights, fail the check on it', async () => {
  const unmasked = (q: Matrix, k: Matrix, sharing: Sharing) =>
    plainOps.attentionWeights(q, k, { ...sharing, causal: false });
  expect(await failuresOf({ ...plainOps, attentionWeights: unmasked })).toEqual(['mask']);
  const doubled = (q: Matrix, k: Matrix, sharing: Sharing) => {
    const weights = plainOps.attentionWeights(q, k, sharing);
    return plainOps.add(weights, weights);
  };
  expect(await failuresOf({ ...plainOps, attentionWeights: doubled })).toEqual(['row-sums']);
});

test('the check against float64 tells what the reference found, or why there was none', async () => {
  const checked = async (port?: MessagePort, request = REQUEST) =>
    (await audited(plainOps, port, request)).checks.at(-1);
  const found = { attentionWeights: 2e-7, output: 0.5, outputSize: 2 };
  expect(await checked(referenceThatSays(found))).toMatchObject({
    passed: false,
    figure: 'largest difference 2.0e-7 in weights, 5.0e-1 in outputs of up to 2.0',
  });
  expect(await checked(referenceThatSays({ ...found, output: 2e-7 }))).toMatchObject({ passed: true });
  expect((await checked(referenceThatSays({ failure: 'its worker failed' })))?.figure).toBe(
    'not run: its worker failed',
  );
  expect((await checked())?.figure).toBe('not run: this browser gives the engine no worker for it');
  const long = { ...REQUEST, tokens: Array<string>(65).fill('be') };
  expect((await checked(referenceThatSays(found), long))?.figure).toBe('not run: 65 tokens, and it takes up to 64');
});

test("the reference's own worker finds a sound backend right, and is heard of when it ends", async () => {
  const worker = await ownWorker(() => import('./referenceWorker.ts'));
  const terminate = vi.spyOn(worker, 'terminate');
  const reference = openReference(() => worker);
  const { checks } = await audited(plainOps, reference?.port);
  vi.unstubAllGlobals();
  expect(checks.at(-1)).toMatchObject({ id: 'reference', passed: true });
  expect(terminate).not.toHaveBeenCalled();
  endWorkers();
  await vi.waitFor(() => expect(terminate).toHaveBeenCalled());
  reference?.close();
});

test('an audit that is not wanted any more stops with the reason', async () => {
  const controller = new AbortController();
  const dropped = audit(plainOps, new HostLayers(), REQUEST, controller.signal, undefined);
  controller.abort(new Error('Not wanted.'));
  await expect(dropped).rejects.toThrow('Not wanted.');
});
