import { toFloat16 } from '../../../attention/numbers/float16.ts';

export type TypeName = 'F32' | 'F16' | 'BF16' | 'F64';

/** A tensor to be written, in a type of its own. */
export interface TypedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  readonly dtype?: TypeName;
}

/** Writes a safetensors file for tests as other programs do: types differ from tensor to tensor, the header is not padded. */
export function typedFile(
  tensors: Readonly<Record<string, TypedTensor>>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const [name, { shape, data, dtype = 'F32' }] of Object.entries(tensors)) {
    const bytes = bytesOf(data, dtype);
    header[name] = { dtype, shape, data_offsets: [end, end + bytes.length] };
    parts.push(bytes);
    end += bytes.length;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + json.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  let start = 8 + json.length;
  for (const part of parts) {
    file.set(part, start);
    start += part.length;
  }
  return file;
}

function bytesOf(data: Float32Array, dtype: TypeName): Uint8Array {
  const numbers = {
    F32: () => data,
    F64: () => Float64Array.from(data),
    F16: () => toFloat16(data),
    BF16: () => Uint16Array.from(new Uint32Array(toBfloat16(data).buffer), (word) => word >>> 16),
  }[dtype]();
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** Rounds to the upper half of each float32, ties to even. */
export function toBfloat16(values: Float32Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(Float32Array.from(values).buffer);
  return new Float32Array(words.map((word) => (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000).buffer);
}
