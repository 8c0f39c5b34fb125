import { describe, expect, test } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { encodeSafetensors } from './encode.ts';
import { fileOf } from './testing/fileOf.ts';

const tensors = {
  'b.weight': { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, -0, Infinity) },
  a: { shape: [1], data: Float32Array.of(0.1) },
  scalar: { shape: [], data: Float32Array.of(7) },
  empty: { shape: [0, 4], data: new Float32Array(0) },
};

describe('writing', () => {
  const file = encodeSafetensors(tensors, { note: 'é "quoted" \ud83d' });
  const headerBytes = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = new TextDecoder().decode(file.subarray(8, 8 + headerBytes));

  test('starts with the header’s length and pads the header with spaces to a multiple of 8', () => {
    expect(headerBytes % 8).toBe(0);
    expect(header).toMatch(/^\{.*\} {0,7}$/);
    expect(file).toHaveLength(8 + headerBytes + 8 * 4);
  });

  test('lists type, shape and contiguous byte offsets', () => {
    expect(JSON.parse(header)).toMatchObject({
      'b.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
      a: { dtype: 'F32', shape: [1], data_offsets: [24, 28] },
      scalar: { dtype: 'F32', shape: [], data_offsets: [28, 32] },
      empty: { dtype: 'F32', shape: [0, 4], data_offsets: [32, 32] },
    });
  });

  test('puts the numbers as little-endian float32', () => {
    expect(new DataView(file.buffer).getFloat32(8 + headerBytes + 8, true)).toBe(3.5);
  });

  test('refuses numbers that do not fill their shape', () => {
    const wrong = { w: { shape: [2, 2], data: new Float32Array(3) } };
    expect(() => encodeSafetensors(wrong, {})).toThrow('w has 3 numbers, which do not fill the shape [2, 2].');
  });
});

describe('reading', () => {
  test('gives back what was written, bit for bit, names and texts of any kind included', () => {
    const odd = { ...tensors, ['__proto__']: tensors.a, 'ключ\n': tensors.a };
    const metadata = { tokens: '["\\ud83d"]', raw: '\ud83d', text: '\u2028"\\' };
    const decoded = decodeSafetensors(encodeSafetensors(odd, metadata));
    expect(decoded.tensors).toEqual(odd);
    expect(decoded.metadata).toEqual(metadata);
  });

  test('takes a view that starts at an odd address', () => {
    const file = encodeSafetensors(tensors, {});
    const shifted = new Uint8Array(file.length + 1);
    shifted.set(file, 1);
    expect(decodeSafetensors(shifted.subarray(1)).tensors).toEqual(tensors);
  });

  test('gives float16 back rounded, tensors of an odd length included', () => {
    const rounded = { ...tensors, a: { shape: [1], data: Float32Array.of(0.0999755859375) } };
    const file = encodeSafetensors(tensors, { note: 'half' }, 'F16');
    expect(decodeSafetensors(file)).toEqual({ tensors: rounded, metadata: { note: 'half' } });
  });

  test('takes a file without metadata', () => {
    expect(decodeSafetensors(fileOf({}, 0))).toEqual({ tensors: {}, metadata: {} });
  });

  const tensor = (first: number, end: number, shape: unknown = [(end - first) / 4], dtype = 'F32') => ({
    dtype,
    shape,
    data_offsets: [first, end],
  });
  const faults: [string, Uint8Array, string][] = [
    ['too few bytes', new Uint8Array(3), 'This is not a safetensors file. 3 bytes are too few for one.'],
    ['a header longer than the file', Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 0), 'The file was cut off: '],
    [
      'a text',
      new TextEncoder().encode('dear diary, today'),
      'This is not a safetensors file. Such a file begins with',
    ],
    ['a length before something else', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0x30, 0x30), 'not a safetensors file'],
    ['a header that is not JSON', Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0x7b), 'is not JSON'],
    ['a header that is a list', fileOf([], 0), 'not a safetensors file'],
    ['metadata that is not text', fileOf({ __metadata__: { seed: 7 } }, 0), 'is not a table of texts'],
    [
      'an entry that says nothing',
      fileOf({ w: null }, 0),
      'The tensor “w” is not described in the file’s table of contents.',
    ],
    [
      'another number type',
      fileOf({ w: tensor(0, 4, [1], 'I32') }, 4),
      'The tensor “w” is of type “I32”; only F32, F16 and BF16 are read.',
    ],
    ['a shape that needs other bytes of float16', fileOf({ w: tensor(0, 4, [1], 'F16') }, 4), '[1] with F16'],
    ['a type that is no text', fileOf({ w: { ...tensor(0, 4), dtype: 7 } }, 4), 'The tensor “w” has no type.'],
    ['an end before its start', fileOf({ w: tensor(4, 0, [1], 'F4') }, 4), 'The tensor “w” has -4 bytes'],
    ['a negative size', fileOf({ w: tensor(0, 4, [-1]) }, 4), 'The tensor “w” has no valid shape.'],
    [
      'an offset that is no number',
      fileOf({ w: { ...tensor(0, 4), data_offsets: [0] } }, 4),
      'The tensor “w” has no valid offsets.',
    ],
    [
      'a shape that needs other bytes',
      fileOf({ w: tensor(0, 8, [3]) }, 8),
      'The tensor “w” has 8 bytes, which do not fill',
    ],
    ['a gap', fileOf({ a: tensor(0, 4), b: tensor(8, 12) }, 12), 'leaves a part of it out, bytes 4 to 7'],
    [
      'an overlap',
      fileOf({ a: tensor(0, 8), b: tensor(4, 8) }, 8),
      'byte 4 of its numbers would belong to two tensors',
    ],
    ['data cut short', fileOf({ w: tensor(0, 8) }, 4), 'was cut off: its tensors take 8 bytes, and it holds 4'],
    ['bytes left over', fileOf({ w: tensor(0, 4) }, 8), 'is damaged: its tensors take 4 bytes, and it holds 8'],
  ];
  for (const [fault, file, sentence] of faults) {
    test(`refuses ${fault} with a sentence`, () => {
      expect(() => decodeSafetensors(file)).toThrow(sentence);
    });
  }
});
