import { beforeAll, expect, test } from 'vitest';
import type { RunRequest } from '../../attention/run/request.ts';
import { shapeOf } from '../../attention/sharing.ts';
import { aConfig } from '../../attention/testing/aConfig.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { HostLayers } from '../forward/hostLayers.ts';
import { OnDevice } from '../forward/onDevice.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { CellTracer } from './cellTracer.ts';

const TRAINED = { layer: 1, models: { mha: 'mha', gqa: 'gqa', mqa: 'mqa' } };
const REQUEST: RunRequest = {
  tokens: ['to', 'be', 'or', 'not'],
  config: aConfig(),
  mechanisms: MECHANISMS,
  mapSide: 9,
};
const AT = { queryPosition: 3, keyPosition: 1 };

function aTracer(): CellTracer {
  const layers = new HostLayers();
  for (const mechanism of MECHANISMS) {
    const shape = shapeOf(mechanism, aConfig());
    layers.models.provide(mechanism, { shape, parameters: initialParameters(shape, MECHANISMS.indexOf(mechanism)) });
  }
  return new CellTracer(plainOps, layers, new OnDevice(plainOps, layers));
}

beforeAll(startWasmInNode);

test.each([
  ['drawn', aConfig(), aConfig({ kvRule: 'independent' }), aConfig({ seed: 8 })],
  ['drawn, in heads of their own width,', aConfig({ headDim: 5, bias: 'qkv' }), aConfig({ headDim: 16 }), aConfig()],
  ['trained', ...[TRAINED, { ...TRAINED, layer: 0 }].map((trained) => aConfig({ trained }))],
])('a cell of %s weights is the same whatever was taken apart before it', async (_, ...configs) => {
  const tracer = aTracer();
  const byMechanism = MECHANISMS.flatMap((mechanism) => configs.map((config) => ({ mechanism, config })));
  const byConfig = configs.flatMap((config) => MECHANISMS.map((mechanism) => ({ mechanism, config })));
  for (const { mechanism, config } of [...byMechanism, ...byConfig])
    for (const queryHead of [0, 5]) {
      const cell = { mechanism, queryHead, ...AT };
      const expected = await aTracer().trace({ ...REQUEST, config }, cell);
      expect(await tracer.trace({ ...REQUEST, config }, cell)).toEqual(expected);
    }
});
