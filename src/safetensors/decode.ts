import { LENGTH_BYTES, type SafetensorsFile } from './format.ts';
import { headerBytesOf, readHeader, START_BYTES } from './header.ts';
import { assertReadable, toFloat32 } from './numbers.ts';

/**
 * Reads a whole file back, its numbers as float32. Throws a sentence that names the fault if it is not a well-formed
 * safetensors file of F32, F16 and BF16.
 */
export function decodeSafetensors(file: Uint8Array): SafetensorsFile {
  const dataStart = LENGTH_BYTES + headerBytesOf(file.subarray(0, START_BYTES), file.length);
  const { entries, metadata } = readHeader(file.subarray(LENGTH_BYTES, dataStart), file.length - dataStart);
  const tensors = Array.from(
    entries,
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [first, end],
      },
    ]) => {
      assertReadable(name, dtype);
      // A copy: the file's own bytes may start at an address where no typed array can.
      const bytes = new Uint8Array(file.subarray(dataStart + first, dataStart + end));
      return [name, { shape, data: toFloat32(bytes.buffer, dtype) }] as const;
    },
  );
  return { tensors: Object.fromEntries(tensors), metadata };
}
