import { describe, expect, it } from 'vitest';
import type { LinearPart } from '../../attention/checkpoint/linearPart.ts';
import type { Rows, TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { makePieceBuffers, WeightPieces } from './weightPieces.ts';

const part = (weight: string, outputs: number): LinearPart => ({
  weight,
  bias: null,
  shape: [outputs, 2],
  isTransposed: false,
  inputs: 2,
  outputs,
  ranges: [{ first: 0, end: outputs }],
});
const [FIRST, SECOND] = [part('first', 5), part('second', 1)];

/** Gives each number as 100 times the tensor's letters plus its place, and keeps what was asked. */
function recordingSource(fails?: string) {
  const asked: string[] = [];
  const source: TensorSource = {
    shapeOf: () => null,
    async read(name, rows = { first: 0, end: 0 }, into = new Float32Array()) {
      asked.push(`${name} ${rows.first}–${rows.end}`);
      if (asked.at(-1) === fails) throw new Error('The file is gone.');
      const length = 2 * (rows.end - rows.first);
      for (let index = 0; index < length; index++) into[index] = 100 * name.length + 2 * rows.first + index;
      return into.subarray(0, length);
    },
  };
  return { source, asked };
}

const going = new AbortController().signal;

describe('pieces of weights', () => {
  it('come in order, with the right numbers, and the next is asked for before the present one is done with', async () => {
    const { source, asked } = recordingSource();
    const pieces = new WeightPieces(source, [FIRST, SECOND], makePieceBuffers(), 4);
    const found: [Rows, number[]][] = [];
    const ahead: number[] = [];
    for (const each of [FIRST, SECOND])
      for await (const { rows, weight } of pieces.of(each, going)) {
        // The next read is under way, and writes elsewhere.
        await Promise.resolve();
        ahead.push(asked.length);
        found.push([rows, [...weight]]);
      }
    expect(found).toEqual([
      [{ first: 0, end: 2 }, [500, 501, 502, 503]],
      [{ first: 2, end: 4 }, [504, 505, 506, 507]],
      [{ first: 4, end: 5 }, [508, 509]],
      [{ first: 0, end: 1 }, [600, 601]],
    ]);
    expect(ahead).toEqual([2, 3, 4, 4]);
    expect(asked).toEqual(['first 0–2', 'first 2–4', 'first 4–5', 'second 0–1']);
  });

  it('take memory for two pieces, whatever comes through it', async () => {
    const { source } = recordingSource();
    const buffers = makePieceBuffers();
    for (let layer = 0; layer < 3; layer++) {
      const pieces = new WeightPieces(source, [FIRST, SECOND], buffers, 4);
      const homes = new Set<ArrayBufferLike>();
      for (const each of [FIRST, SECOND])
        for await (const { weight } of pieces.of(each, going)) homes.add(weight.buffer);
      expect([...homes]).toEqual(buffers.read.map(({ into }) => into?.buffer));
    }
  });

  it('tell of a read ahead that failed when it is its turn, and of none that nobody came for', async () => {
    const pieces = new WeightPieces(recordingSource('first 2–4').source, [FIRST], makePieceBuffers(), 4);
    const seen: number[] = [];
    const all = async () => {
      for await (const { rows } of pieces.of(FIRST, going)) seen.push(rows.first);
    };
    await expect(all()).rejects.toThrow('The file is gone.');
    expect(seen).toEqual([0]);
    const left = new WeightPieces(recordingSource('first 0–2').source, [FIRST], makePieceBuffers(), 4);
    await left.end();
  });

  it('stop between two pieces once they are not wanted any more', async () => {
    const stopping = new AbortController();
    const { source, asked } = recordingSource();
    const pieces = new WeightPieces(source, [FIRST], makePieceBuffers(), 2);
    const all = async () => {
      for await (const _ of pieces.of(FIRST, stopping.signal)) stopping.abort();
    };
    await expect(all()).rejects.toMatchObject({ name: 'AbortError' });
    await pieces.end();
    expect(asked).toEqual(['first 0–1', 'first 1–2']);
  });

  it('are refused to a projection that is not the next one', async () => {
    const pieces = new WeightPieces(recordingSource().source, [FIRST, SECOND], makePieceBuffers());
    await expect(pieces.of(SECOND, going).next()).rejects.toThrow('The weights of “second” are not the next ones.');
  });
});
