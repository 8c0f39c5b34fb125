import type { NormPart } from '../../attention/checkpoint/plan.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import type { NormWeights } from './hostMath.ts';
import { assertTensorFinite } from './notFinite.ts';

/** Reads the parameters of a norm. Rejects if one of them is NaN or an infinity. */
export async function readNorm(source: TensorSource, { weight, bias }: NormPart): Promise<NormWeights> {
  const read = async (name: string) => {
    const values = await source.read(name);
    assertTensorFinite(name, values);
    return values;
  };
  return { weight: await read(weight), bias: bias === null ? null : await read(bias) };
}
