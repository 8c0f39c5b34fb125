/**
 * The attention core as an ONNX model of basic ops, written field by field: a generator would be larger than the model.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
const IR_VERSION = 8;
const OPSET = 17;
const FLOAT = 1;
/** `AttributeProto.AttributeType` */
const [INT, INTS] = [2, 7];
/** Of queries, keys, values and what becomes of them. Sizes are told when it runs. */
const RANK = 4;

/**
 * q [kvHeads, group, tokens, headDim], k [kvHeads, 1, tokens, headDim], scale [1], mask [tokens, tokens] → `weights`
 * [kvHeads, group, tokens, tokens]; with v like k → `outputs`, shaped like q.
 */
export function attentionModel(output: 'weights' | 'outputs'): Uint8Array {
  const nodes = [
    node('Transpose', ['k'], 'kT', attribute('perm', [0, 1, 3, 2])),
    node('MatMul', ['q', 'kT'], 'scores'),
    node('Mul', ['scores', 'scale'], 'scaled'),
    node('Add', ['scaled', 'mask'], 'masked'),
    node('Softmax', ['masked'], 'weights', attribute('axis', -1)),
    ...(output === 'outputs' ? [node('MatMul', ['weights', 'v'], 'outputs')] : []),
  ];
  const inputs = [value('q', RANK), value('k', RANK), value('scale', 1), value('mask', 2)];
  if (output === 'outputs') inputs.push(value('v', RANK));
  const graph = [
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, text('attention')),
    ...inputs.map((bytes) => field(11, bytes)),
    field(12, value(output, RANK)),
  ];
  const opset = field(2, OPSET);
  return Uint8Array.from([...field(1, IR_VERSION), ...field(7, graph.flat()), ...field(8, opset)]);
}

type Bytes = readonly number[];

function node(operator: string, inputs: readonly string[], output: string, attributes: Bytes = []): Bytes {
  const names = inputs.flatMap((name) => field(1, text(name)));
  return [...names, ...field(2, text(output)), ...field(4, text(operator)), ...attributes];
}

/** A node's attribute, already as its field. */
function attribute(name: string, setting: number | readonly number[]): Bytes {
  const isList = typeof setting !== 'number';
  const numbers = isList ? setting.flatMap((number) => field(8, number)) : field(3, setting);
  return field(5, [...field(1, text(name)), ...numbers, ...field(20, isList ? INTS : INT)]);
}

/** A float tensor of `rank` dimensions of any size. */
function value(name: string, rank: number): Bytes {
  const dimensions = Array.from({ length: rank }, (_, axis) => field(1, field(2, text(`${name}${axis}`))));
  const tensor = [...field(1, FLOAT), ...field(2, dimensions.flat())];
  return [...field(1, text(name)), ...field(2, field(1, tensor))];
}

/** A protobuf field: a number as a varint, bytes with their length before them. */
function field(number: number, content: number | Bytes): number[] {
  return typeof content === 'number'
    ? [...varint(number << 3), ...varint(content)]
    : [...varint((number << 3) | 2), ...varint(content.length), ...content];
}

/** Seven bits a byte, the lowest first; negative numbers as 64-bit two's complement. */
function varint(number: number): number[] {
  let rest = BigInt.asUintN(64, BigInt(number));
  const bytes: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

const text = (string: string): Bytes => [...new TextEncoder().encode(string)];
