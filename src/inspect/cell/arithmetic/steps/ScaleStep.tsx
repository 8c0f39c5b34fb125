import { numberTex } from '../../../../attention/numbers/numberText.ts';
import { Formula } from '../Formula.tsx';
import type { StepProps } from '../view.ts';

/** Divides by √d_k. */
export function ScaleStep({ view: { trace, numbers, digits } }: StepProps) {
  const { queryPosition: i, keyPosition: j } = trace.cell;
  const root = numberTex(Math.sqrt(numbers.headDim), Number.isInteger(Math.sqrt(numbers.headDim)) ? 'exact' : digits);
  return (
    <>
      <p>
        A sum of {numbers.headDim} products grows with √d_k; divided by it, scores of wide heads and narrow ones spread
        alike, and the softmax does not saturate.
      </p>
      <Formula
        tex={`\\dfrac{s_{${i},${j}}}{\\sqrt{d_k}} = \\dfrac{${numberTex(numbers.score, digits)}}{\\sqrt{${numbers.headDim}}} = \\dfrac{${numberTex(numbers.score, digits)}}{${root}} = ${numberTex(numbers.scaled, digits)}`}
      />
    </>
  );
}
