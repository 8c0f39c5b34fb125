import { beforeAll, expect, test } from 'vitest';
import { labelledText } from '../../attention/labels/targets.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import type { RunConfig } from '../../attention/types.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { UntrainedNets } from './untrainedNets.ts';

const { signal } = new AbortController();
const WORDS = ['to', 'be', 'or', 'not', 'to', 'be'];

const requestOf = (change: Partial<RunConfig>, tokens = WORDS): RunRequest => ({
  tokens,
  config: aConfig({ dModel: 16, numHeads: 4, numKvHeads: 2, ...change }),
  mechanisms: ['mha'],
  mapSide: 9,
});

const scoresOf = (nets: UntrainedNets, request: RunRequest) =>
  nets.scores(request, labelledText(request.tokens), signal);

beforeAll(startWasmInNode);

test('another layer, and other KV heads, are held against what is known of the untrained nets', async () => {
  const nets = new UntrainedNets(plainOps);
  const models = { mha: 'a', gqa: 'b', mqa: 'c' };
  const [first] = await scoresOf(nets, requestOf({ trained: { layer: 0, models } }));
  const [later] = await scoresOf(nets, requestOf({ trained: { layer: 1, models }, numKvHeads: 1 }));
  expect(later).toBe(first);
});

test.each([
  ['another seed', requestOf({ seed: 8 })],
  ['fewer heads', requestOf({ numHeads: 2 })],
  ['other words', requestOf({}, [...WORDS].reverse())],
])('untrained nets score %s by themselves, whatever they scored before', async (_, request) => {
  const nets = new UntrainedNets(plainOps);
  await scoresOf(nets, requestOf({}));
  expect(await scoresOf(nets, request)).toEqual(await scoresOf(new UntrainedNets(plainOps), request));
});
