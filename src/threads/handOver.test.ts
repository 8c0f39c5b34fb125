import { expect, it } from 'vitest';
import { buffersIn } from './handOver.ts';

it('finds the buffer of every typed array in a message, each once', () => {
  const shared = new Float32Array(4);
  const cells = new Float32Array(2);
  const bytes = new Uint8Array(3);
  const message = { maps: { mha: { cells }, gqa: null }, rows: [shared.subarray(1), shared], note: 'a', bytes };
  expect(buffersIn(message)).toEqual([cells.buffer, shared.buffer, bytes.buffer]);
});

it('finds nothing in what has no buffers, and comes to an end in a circle', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  for (const message of [circle, 3, 'text', null, undefined, [], { tokens: ['a', 'b'] }])
    expect(buffersIn(message)).toEqual([]);
});

it('leaves shared memory where both threads have it', () => {
  expect(buffersIn({ view: new Uint8Array(new SharedArrayBuffer(4)) })).toEqual([]);
});
