/** A tensor to write: its name, its shape with rows first, and its type. */
export type TensorToWrite = readonly [name: string, shape: readonly number[], type?: string];

const GGML: Readonly<Record<string, number>> = { F32: 0, F16: 1, Q4_K: 12, BF16: 30 };
const BYTES: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2, U8: 1, I32: 4 };

/** Returns a safetensors file with such a table of contents, whose numbers are zeros or, on request, are not there. */
export function safetensorsFile(
  tensors: readonly TensorToWrite[],
  { name = 'model.safetensors', hasData = true } = {},
): File {
  let at = 0;
  const entries = tensors.map(([title, shape, dtype = 'BF16']) => {
    const first = at;
    at += shape.reduce((product, size) => product * size, BYTES[dtype] ?? 1);
    return [title, { dtype, shape, data_offsets: [first, at] }] as const;
  });
  const table = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) });
  return safetensorsOf(table, hasData ? at : 0, name);
}

/** Returns a file with any text for its table of contents. */
export function safetensorsOf(table: string, dataBytes: number, name = 'model.safetensors'): File {
  const length = new DataView(new ArrayBuffer(8));
  const text = new TextEncoder().encode(table);
  length.setBigUint64(0, BigInt(text.length), true);
  return new File([length.buffer, text, new Uint8Array(dataBytes)], name);
}

/** A GGUF field: numbers are written as u32, `true` as a flag, lists by their first entry. */
export type FieldToWrite = number | boolean | string | readonly (number | boolean | string)[];

/** Returns the head of a GGUF file. */
export function ggufFile(
  fields: Readonly<Record<string, FieldToWrite>>,
  tensors: readonly TensorToWrite[] = [],
  { isLittle = true, version = 3 } = {},
): File {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const number = (bytes: 4 | 8, value: number) => {
    const view = new DataView(new ArrayBuffer(bytes));
    if (bytes === 4) view.setUint32(0, value, isLittle);
    else view.setBigUint64(0, BigInt(value), isLittle);
    parts.push(new Uint8Array(view.buffer));
  };
  const text = (value: string) => {
    const bytes = new TextEncoder().encode(value);
    number(8, bytes.length);
    parts.push(bytes);
  };
  const typeOf = (value: number | boolean | string) => ({ number: 4, boolean: 7, string: 8 })[typeof value as 'number'];
  const single = (value: number | boolean | string) => {
    if (typeof value === 'string') text(value);
    else if (typeof value === 'boolean') parts.push(new Uint8Array([Number(value)]));
    else number(4, value);
  };
  parts.push(new TextEncoder().encode('GGUF'));
  number(4, version);
  number(8, tensors.length);
  number(8, Object.keys(fields).length);
  for (const [key, value] of Object.entries(fields)) {
    text(key);
    if (Array.isArray(value)) {
      number(4, 9);
      number(4, typeOf(value[0] ?? 0));
      number(8, value.length);
      for (const item of value) single(item);
    } else {
      number(4, typeOf(value as number));
      single(value as number);
    }
  }
  for (const [name, shape, type = 'F16'] of tensors) {
    text(name);
    number(4, shape.length);
    for (const size of [...shape].reverse()) number(8, size);
    number(4, GGML[type] ?? 99);
    number(8, 0);
  }
  return new File(parts, 'model.gguf');
}
