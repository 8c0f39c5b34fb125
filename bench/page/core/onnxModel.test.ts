import { expect, it } from 'vitest';
import { attentionModel } from './onnxModel.ts';

/** The fields of a protobuf message, one after another: number → varint or bytes. */
function fieldsOf(bytes: Uint8Array): [number: number, content: bigint | Uint8Array][] {
  const fields: [number, bigint | Uint8Array][] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = varint();
    if ((tag & 7) === 0) fields.push([tag >> 3, number]);
    else {
      fields.push([tag >> 3, bytes.subarray(at, at + Number(number))]);
      at += Number(number);
    }
  }
  return fields;
}

const named = (number: number, fields: ReturnType<typeof fieldsOf>) =>
  fields.filter(([field]) => field === number).map(([, content]) => content as Uint8Array);

const GRAPH = 7;
const NODE = 1;
const OPERATOR = 4;

it('writes an ONNX graph of scores, softmax and, where outputs are asked for, the mix', () => {
  const operators = (output: 'weights' | 'outputs') => {
    const [graph = new Uint8Array()] = named(GRAPH, fieldsOf(attentionModel(output)));
    const nodes = named(NODE, fieldsOf(graph)).flatMap((node) => named(OPERATOR, fieldsOf(node)));
    return nodes.map((name) => new TextDecoder().decode(name));
  };
  expect(operators('weights')).toEqual(['Transpose', 'MatMul', 'Mul', 'Add', 'Softmax']);
  expect(operators('outputs')).toEqual(['Transpose', 'MatMul', 'Mul', 'Add', 'Softmax', 'MatMul']);
});
