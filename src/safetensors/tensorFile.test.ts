import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { encodeSafetensors } from './encode.ts';
import { openTensorFile } from './tensorFile.ts';
import { fileOf } from './testing/fileOf.ts';

const NUMBERS = Float32Array.from({ length: 24 }, (_, index) => index - 7.5);
const TENSORS = { b: { shape: [6, 4], data: NUMBERS }, a: { shape: [3], data: Float32Array.of(1, -2, 0.5) } };

const opened = (file: Uint8Array<ArrayBuffer>) => openTensorFile(new Blob([file]));

describe('a file on disk', () => {
  test('says what it holds, and gives whole tensors', async () => {
    const file = await opened(encodeSafetensors(TENSORS, { note: 'é' }));
    expect(file.metadata).toEqual({ note: 'é' });
    expect(file.names).toEqual(['b', 'a']);
    expect([file.shapeOf('b'), file.shapeOf('c'), file.typeOf('a'), file.typeOf('c')]).toEqual([
      [6, 4],
      null,
      'F32',
      null,
    ]);
    expect(await file.read('b')).toEqual(NUMBERS);
    expect(await file.read('a')).toEqual(TENSORS.a.data);
  });

  test.each(['F32', 'F16', 'BF16'] as const)('gives any rows of a tensor of %s', async (dtype) => {
    const file = await opened(dtype === 'BF16' ? bfloat16File() : encodeSafetensors(TENSORS, {}, dtype));
    await fc.assert(
      fc.asyncProperty(fc.nat(6), fc.nat(6), fc.boolean(), async (one, other, reuses) => {
        const [first, end] = [Math.min(one, other), Math.max(one, other)];
        const into = reuses ? new Float32Array(30).fill(99) : undefined;
        const read = await file.read('b', { first, end }, into);
        expect(read).toEqual(NUMBERS.slice(first * 4, end * 4));
        if (into) expect([read.buffer === into.buffer, into[(end - first) * 4]]).toEqual([true, 99]);
      }),
    );
  });

  test('reads nothing but the header and what is asked for', async () => {
    const asked: [number, number][] = [];
    const file = new Blob([encodeSafetensors(TENSORS, {})]);
    const slice = file.slice.bind(file);
    Object.assign(file, {
      slice(first: number, end: number) {
        asked.push([first, end]);
        return slice(first, end);
      },
    });
    const tensors = await openTensorFile(file);
    const data = file.size - (24 + 3) * 4;
    await tensors.read('b', { first: 1, end: 3 });
    expect(asked).toEqual([
      [0, 9],
      [8, data],
      [data + 16, data + 48],
    ]);
  });

  test('takes numbers in another order than the header’s, and an odd type beside them', async () => {
    const entry = (dtype: string, shape: number[], first: number, end: number) => ({
      ...{ dtype, shape },
      data_offsets: [first, end],
    });
    const header = { late: entry('F32', [1], 5, 9), mask: entry('BOOL', [1], 4, 5), early: entry('F32', [1], 0, 4) };
    const file = await opened(fileOf(header, 9));
    expect(await file.read('late')).toEqual(Float32Array.of(0));
    await expect(file.read('mask')).rejects.toThrow(
      'The tensor “mask” is of type “BOOL”; only F32, F16 and BF16 are read.',
    );
  });

  test.each([
    ['a name that it does not have', 'x', undefined, 'The tensor “x” is not in the file.'],
    ['rows beyond its last', 'b', { first: 2, end: 7 }, 'The tensor “b” [6, 4] has no rows 2 to 6.'],
    ['rows before its first', 'b', { first: -1, end: 2 }, 'The tensor “b” [6, 4] has no rows -1 to 1.'],
  ])('refuses %s', async (_, name, rows, sentence) => {
    const file = await opened(encodeSafetensors(TENSORS, {}));
    await expect(file.read(name, rows)).rejects.toThrow(sentence);
  });

  test('refuses a file that is cut anywhere, with a sentence', async () => {
    const whole = encodeSafetensors(TENSORS, {});
    for (let bytes = 0; bytes < whole.length; bytes++)
      await expect(opened(whole.slice(0, bytes))).rejects.toThrow(
        /^(This is not a safetensors file|The file was cut off)/,
      );
  });

  test('says so if the file goes, or shrinks, while it is open', async () => {
    const whole = encodeSafetensors(TENSORS, {});
    for (const [fault, sentence] of [
      [
        () => Promise.reject(new DOMException('gone', 'NotFoundError')),
        'The file “m.safetensors” can’t be read any more',
      ],
      [() => Promise.resolve(new ArrayBuffer(5)), 'The file “m.safetensors” was cut off: of bytes'],
    ] as const) {
      const file = new File([whole], 'm.safetensors');
      const tensors = await openTensorFile(file);
      Object.assign(file, { slice: () => ({ arrayBuffer: fault }) });
      await expect(tensors.read('b')).rejects.toThrow(sentence);
    }
  });
});

/** Makes the file of `TENSORS` in bfloat16: every number of theirs is one. */
function bfloat16File(): Uint8Array<ArrayBuffer> {
  const upper = (data: Float32Array) => Uint16Array.from(new Uint32Array(data.buffer), (bits) => bits >>> 16);
  const header = {
    b: { dtype: 'BF16', shape: [6, 4], data_offsets: [0, 48] },
    a: { dtype: 'BF16', shape: [3], data_offsets: [48, 54] },
  };
  const file = fileOf(header, 54);
  file.set(new Uint8Array(upper(NUMBERS).buffer), file.length - 54);
  file.set(new Uint8Array(upper(TENSORS.a.data).buffer), file.length - 6);
  return file;
}

test('a whole file of bfloat16 is read as one on disk is', () => {
  expect(decodeSafetensors(bfloat16File()).tensors).toEqual(TENSORS);
});
