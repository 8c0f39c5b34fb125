import { expect, it } from 'vitest';
import { emptyLayer, groupedLayers, type Layer } from './layers.ts';

const layer: Layer = { kind: 'sliding', kvHeads: 4, headDimK: 64, headDimV: 64, window: 128 };

it('groups layers that keep the same, in the order in which they first appear', () => {
  const grouped = groupedLayers([emptyLayer('state'), layer, emptyLayer('state'), layer, layer]);
  expect(grouped).toEqual([
    { ...emptyLayer('state'), count: 2 },
    { ...layer, count: 3 },
  ]);
});

it('keeps layers apart that differ in anything', () => {
  const others = [{ kind: 'chunked' }, { kvHeads: 2 }, { headDimK: 32 }, { headDimV: 32 }, { window: 64 }] as const;
  const layers = [layer, ...others.map((other) => ({ ...layer, ...other }))];
  expect(groupedLayers(layers)).toEqual(layers.map((one) => ({ ...one, count: 1 })));
});
