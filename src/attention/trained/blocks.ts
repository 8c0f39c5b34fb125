import { LAYERS } from './shape.ts';

/**
 * What the small model is made of, on a residual stream of any kind: tensors that remember their gradients in training,
 * matrices that stay on the GPU in the engine. This file alone says in which order they follow each other.
 */
export interface ModelParts<Stream> {
  /** LayerNorm over each row, with the parameters `name`.weight and `name`.bias. */
  norm(stream: Stream, name: string): Stream;
  /** stream + Attention(input): the causal attention of block `layer`, W_O and biases included, on top of the residual. */
  attend(stream: Stream, input: Stream, layer: number): Stream;
}

/** What the attention of block `layer` reads, for `x` as `modelInput` gives it. */
export function attentionInput<Stream>(x: Stream, layer: number, parts: ModelParts<Stream>): Stream {
  return parts.norm(streamInto(x, layer, parts), `blocks.${layer}.norm`);
}

/** What the readouts read: the stream after all blocks and the final LayerNorm. */
export function finalStream<Stream>(x: Stream, parts: ModelParts<Stream>): Stream {
  return parts.norm(streamInto(x, LAYERS, parts), 'norm');
}

/** The residual stream before block `layer`. */
function streamInto<Stream>(x: Stream, layer: number, parts: ModelParts<Stream>): Stream {
  let stream = x;
  for (let block = 0; block < layer; block++)
    stream = parts.attend(stream, parts.norm(stream, `blocks.${block}.norm`), block);
  return stream;
}
