import { beforeAll, expect, test } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import type { RunConfig } from '../../attention/types.ts';
import { HostLayers } from '../forward/hostLayers.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { DistanceFromMha } from './distanceFromMha.ts';

const { signal } = new AbortController();

const requestOf = (change: Partial<RunConfig>, tokens = ['to', 'be', 'or', 'not']): RunRequest => ({
  tokens,
  config: aConfig(change),
  mechanisms: ['gqa'],
  mapSide: 9,
});

/** Returns a distance and how many times something was projected for it. */
function aMeter() {
  let projected = 0;
  const ops: typeof plainOps = {
    ...plainOps,
    project(...of) {
      projected++;
      return plainOps.project(...of);
    },
  };
  const distance = new DistanceFromMha(ops, new HostLayers());
  return async (request: RunRequest) => {
    projected = 0;
    return { distance: await distance.measure(request, signal), projected };
  };
}

beforeAll(startWasmInNode);

test('a sweep of KV heads computes the output of MHA once', async () => {
  const measure = aMeter();
  const first = await measure(requestOf({ numKvHeads: 1 }));
  const second = await measure(requestOf({ numKvHeads: 2 }));
  expect(second.projected).toBe(first.projected / 2);
  expect(second.distance).toBe((await aMeter()(requestOf({ numKvHeads: 2 }))).distance);
});

test.each([
  ['no mask', requestOf({ causal: false })],
  ['no positions', requestOf({ positions: false })],
  ['another seed', requestOf({ seed: 8 })],
  ['another word', requestOf({}, ['to', 'be', 'or', 'be'])],
])('a distance with %s is its own, whatever was measured before it', async (_, request) => {
  const measure = aMeter();
  await measure(requestOf({}));
  expect(await measure(request)).toEqual(await aMeter()(request));
});
