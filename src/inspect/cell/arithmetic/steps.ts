import type { ComponentType } from 'react';
import { type Digits, numberText } from '../../../attention/numbers/numberText.ts';
import { MaskStep } from './steps/MaskStep.tsx';
import { MixStep } from './steps/MixStep.tsx';
import { OutputStep } from './steps/OutputStep.tsx';
import { ProductStep } from './steps/ProductStep.tsx';
import { ProjectStep } from './steps/ProjectStep.tsx';
import { ScaleStep } from './steps/ScaleStep.tsx';
import { SoftmaxStep } from './steps/SoftmaxStep.tsx';
import { VectorsStep } from './steps/VectorsStep.tsx';
import type { ArithmeticView, StepProps } from './view.ts';

/** One step from the words to the output. */
export interface ArithmeticStep {
  readonly title: string;
  /** What comes out, readable while the step is folded. */
  readonly result: (view: ArithmeticView) => string;
  readonly Body: ComponentType<StepProps>;
}

const sizes = (rows: string, count: number) => `${rows}: ${count} numbers`;
const shown = (value: number, digits: Digits) => numberText(value, digits);

/** In the order in which the layer computes. */
export const STEPS: readonly ArithmeticStep[] = [
  { title: 'The tokens’ vectors', result: ({ numbers }) => sizes('x', numbers.shape.dModel), Body: VectorsStep },
  { title: 'Query and key', result: ({ numbers }) => sizes('q, k', numbers.headDim), Body: ProjectStep },
  {
    title: 'Product and sum',
    result: ({ numbers, digits }) => `q · k = ${shown(numbers.score, digits)}`,
    Body: ProductStep,
  },
  {
    title: 'Divide by √d_k',
    result: ({ numbers, digits }) => `q · k / √d_k = ${shown(numbers.scaled, digits)}`,
    Body: ScaleStep,
  },
  {
    title: 'Mask',
    result: ({ trace, numbers }) =>
      numbers.isMasked ? 'masked: −∞' : trace.request.config.causal ? 'the query sees this key' : 'no mask',
    Body: MaskStep,
  },
  {
    title: 'Softmax over the row',
    result: ({ numbers, digits }) => `weight = ${shown(numbers.weight, digits)}`,
    Body: SoftmaxStep,
  },
  { title: 'Mix of the values', result: ({ numbers }) => sizes('mix', numbers.headDim), Body: MixStep },
  {
    title: 'Into the output',
    result: ({ numbers, digits }) => `‖o‖ = ${shown(numbers.contributionNorm, digits)}`,
    Body: OutputStep,
  },
];
