import { expect, test } from 'vitest';
import { trainMapsCaption } from './trainMapsCaption.ts';

test('saved maps name their layer, step and sentence, which is cut where it is long', () => {
  const captionOf = (keys: string[]) =>
    trainMapsCaption({ request: { keys, seed: 0, layer: 1 }, step: 77, cells: {} }, keys);
  expect(captionOf(['to', 'be', 'or'])).toEqual(['layer 2 at step 77', '“to be or”']);
  expect(captionOf(['🙂'.repeat(200)])[1]).toBe(`“${'🙂'.repeat(79)}…”`);
});
