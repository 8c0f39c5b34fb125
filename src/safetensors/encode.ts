import { toFloat16 } from '../attention/numbers/float16.ts';
import {
  elementsOf,
  type HeaderEntry,
  LENGTH_BYTES,
  METADATA_KEY,
  NUMBER_BYTES,
  type NumberType,
  type SafetensorsFile,
} from './format.ts';

/**
 * The file's bytes, tensors in the order given. The header is padded with spaces, so that every float32 can be read in
 * place at an aligned address. Throws where a shape does not match its data.
 *
 * @param dtype F16 rounds each number to 11 significant bits and halves the file
 */
export function encodeSafetensors(
  tensors: SafetensorsFile['tensors'],
  metadata: SafetensorsFile['metadata'],
  dtype: NumberType = 'F32',
): Uint8Array<ArrayBuffer> {
  const entries: [string, HeaderEntry | SafetensorsFile['metadata']][] = [[METADATA_KEY, metadata]];
  let dataBytes = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    if (elementsOf(shape) !== data.length)
      throw new Error(`${name} has ${data.length} numbers, which do not fill the shape [${shape.join(', ')}].`);
    const end = dataBytes + data.length * NUMBER_BYTES[dtype];
    entries.push([name, { dtype, shape, data_offsets: [dataBytes, end] }]);
    dataBytes = end;
  }
  // fromEntries, unlike assignment, also takes a tensor called "__proto__".
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(LENGTH_BYTES + headerBytes + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerBytes).set(json, LENGTH_BYTES);
  let offset = LENGTH_BYTES + headerBytes;
  for (const { data } of Object.values(tensors)) {
    // Browsers run on little-endian machines only, so a typed array's bytes are the file's.
    const numbers = dtype === 'F16' ? toFloat16(data) : data;
    file.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), offset);
    offset += numbers.byteLength;
  }
  return file;
}
