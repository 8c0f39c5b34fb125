import { referenceLinear, referenceSdpa } from '../../attention/reference.ts';
import { scaledDifference } from '../../attention/selfChecks.ts';
import { scaledDotProduct } from '../ops/attention.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { ImpreciseBackend } from './impreciseBackend.ts';

const TOKENS = 3;
const WIDTH = 8;

/** float32 is within 5e-7 of float64 here, `exp` at its worst included; half floats are off by 3e-4 and more. */
const TOLERANCE = 2e-6;

/** Numbers without a pattern, of which none is a half float. */
const numbers = (count: number, step: number) =>
  Float32Array.from({ length: count }, (_, index) => Math.sin(1 + step * index));

/** Returns how far the programs of a map are from float64 on a small layer whose numbers are known. */
export async function measurePrecision(ops: AttentionOps): Promise<number> {
  const [x, weight] = [numbers(TOKENS * WIDTH, 1.7), numbers(WIDTH * WIDTH, 2.3)];
  const oneHead = { numHeads: 1, numKvHeads: 1 };
  const computed = await readBack(ops, () => {
    const q = ops.project(ops.upload(x, TOKENS, WIDTH), { weight: ops.upload(weight, WIDTH, WIDTH) }, WIDTH);
    return { q, ...scaledDotProduct(ops, q, q, q, { ...oneHead, tokens: TOKENS, causal: false }) };
  });
  const q = referenceLinear(x, { weight }, WIDTH);
  const expected = { q, ...referenceSdpa({ ...oneHead, q, k: q, v: q, headDim: WIDTH }) };
  return Math.max(
    scaledDifference(computed.q.values, expected.q),
    scaledDifference(computed.attentionWeights.values, expected.attentionWeights),
    scaledDifference(computed.output.values, expected.output),
  );
}

/** Throws an `ImpreciseBackend` with a clause when the backend does not compute in float32, whatever it says. */
export async function assertFloat32(ops: AttentionOps): Promise<void> {
  const error = await measurePrecision(ops);
  if (error <= TOLERANCE) return;
  throw new ImpreciseBackend(
    `this GPU's numbers are not the 32-bit floats that it promises (a known product came back off by ${error.toExponential(1)})`,
  );
}
