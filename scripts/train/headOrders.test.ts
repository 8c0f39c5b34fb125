import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { HEAD_ORDERS } from '../../src/catalog/headOrder.ts';
import { SHIPPED_MODELS } from '../../src/catalog/shippedModels.ts';
import { startWasmInNode } from '../../src/engine/training/nodeWasm.ts';
import { ROOT } from '../paths.mjs';
import { headOrders, headOrdersText } from './headOrders.ts';

beforeAll(startWasmInNode);

test('the order of the heads of every model that ships is that of what they do on the card’s sentences', async () => {
  const names = SHIPPED_MODELS.models.map(({ file }) => file);
  const files = new Map(names.map((name) => [name, readFileSync(join(ROOT, 'public', 'weights', name))]));
  expect(HEAD_ORDERS, 'run npm run train -- --order').toEqual(await headOrders(files));
});

test('an order is written a layer a line', () => {
  expect(
    headOrdersText({
      a: [
        [1, 0],
        [0, 1],
      ],
      b: [],
    }),
  ).toBe('{\n  "a": [\n    [1, 0],\n    [0, 1]\n  ],\n  "b": [\n\n  ]\n}\n');
  expect(JSON.parse(headOrdersText(HEAD_ORDERS))).toEqual(HEAD_ORDERS);
});
