import * as tf from '@tensorflow/tfjs-core';
import { parameterList, sizeOf } from '../../../attention/trained/shape.ts';
import type { AttentionShape } from '../../../attention/types.ts';

/** All parameters, one after the other in one vector, as tensors in the order of `parameterList`. */
export function splitParameters(flat: tf.Tensor1D, shape: AttentionShape): tf.Tensor[] {
  const specs = parameterList(shape);
  return tf.split(flat, specs.map(sizeOf)).map((part, index) => tf.reshape(part, [...(specs[index]?.shape ?? [])]));
}

/** The same by name. */
export function nameParameters(tensors: readonly tf.Tensor[], shape: AttentionShape): Record<string, tf.Tensor> {
  return Object.fromEntries(parameterList(shape).map(({ name }, index) => [name, tensors[index] as tf.Tensor]));
}

/** Tensors in the order of `parameterList`, gradients for example, as one vector. */
export function joinParameters(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size]) as tf.Tensor1D));
}
