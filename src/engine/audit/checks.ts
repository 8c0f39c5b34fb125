import { formatCount } from '../../attention/numbers/format.ts';
import { parameterCounts } from '../../attention/parameters.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { type BiasChoice, MECHANISMS } from '../../attention/types.ts';
import type { SelfCheck } from '../Engine.ts';
import type { ComputedAttention } from '../forward/fullLayer.ts';
import type { ComputedRun } from '../forward/fullRun.ts';
import type { RowFigures } from '../forward/rowFigures.ts';
import type { ReferenceDifferences } from './compareWithReference.ts';

/** float32 against float64, and sums of float32 weights: a fair bar for both (PyTorch's own float32 is within 2.3e-6). */
const TOLERANCE = 1e-5;

const REFERENCE = {
  id: 'reference',
  claim: 'Weights and outputs agree with a float64 reference to 1e-5, relative to the largest if above 1',
} as const;

export function rowSumsCheck(run: ComputedRun): SelfCheck {
  const worst = worstOfMaps(run, 'sumError');
  return {
    id: 'row-sums',
    claim: 'Every row of every map sums to 1',
    figure: `largest deviation ${formatError(worst)}`,
    passed: worst <= TOLERANCE,
  };
}

/** Two ways to compute the same thing; `heads` are those whose maps are compared where they are not all. */
export function equalityCheck(
  id: string,
  claim: string,
  [a, b]: readonly [ComputedAttention, ComputedAttention],
  heads: 'all' | readonly number[],
): SelfCheck {
  const worst = Math.max(
    maxAbsDifference(a.attentionWeights.values, b.attentionWeights.values),
    maxAbsDifference(a.output.values, b.output.values),
  );
  const where = heads === 'all' ? '' : ` in outputs and the maps of query ${listHeads(heads)}`;
  return { id, claim, figure: `largest difference ${formatError(worst)}${where}`, passed: worst <= TOLERANCE };
}

export function parametersCheck({ layers }: ComputedRun, bias: BiasChoice): SelfCheck {
  const counts = MECHANISMS.map((mechanism) => {
    const { parameters, shape } = layers[mechanism];
    return { mechanism, parameters, formula: parameterCounts(shape, bias).total };
  });
  const figures = counts.map(({ mechanism, parameters, formula }) => {
    const relation = parameters === formula ? '=' : '≠';
    return `${MECHANISM_SHORT[mechanism]} ${formatCount(formula)} ${relation} ${formatCount(parameters)}`;
  });
  return {
    id: 'parameters',
    claim: 'Parameters by formula equal the elements of the tensors',
    figure: figures.join(', '),
    passed: counts.every(({ parameters, formula }) => parameters === formula),
  };
}

export function maskCheck(run: ComputedRun, causal: boolean): SelfCheck {
  const claim = 'Under the causal mask nothing is above the diagonal';
  if (!causal) return { id: 'mask', claim, figure: 'no mask in this run' };
  const worst = worstOfMaps(run, 'aboveDiagonal');
  return { id: 'mask', claim, figure: `largest weight there ${formatError(worst)}`, passed: worst === 0 };
}

/** Outputs above 1 are held to 1e-5 of their size, as far as float32 goes. */
export function referenceCheck({ attentionWeights, output, outputSize }: ReferenceDifferences): SelfCheck {
  const ofOutputs = `${formatError(output)} in outputs of up to ${outputSize.toFixed(1)}`;
  return {
    ...REFERENCE,
    figure: `largest difference ${formatError(attentionWeights)} in weights, ${ofOutputs}`,
    passed: attentionWeights <= TOLERANCE && output <= TOLERANCE * Math.max(1, outputSize),
  };
}

/** @param reason why it was not run, e.g. "65 tokens, and it takes up to 64" */
export function skippedReferenceCheck(reason: string): SelfCheck {
  return { ...REFERENCE, figure: `not run: ${reason}` };
}

function worstOfMaps({ layers, sdpa }: ComputedRun, figure: keyof RowFigures): number {
  return Math.max(...[...Object.values(layers), sdpa].map(({ rowFigures }) => rowFigures[figure]));
}

/** "head 0", "heads 0, 8 and 15" */
function listHeads(heads: readonly number[]): string {
  if (heads.length < 2) return `head ${heads.join()}`;
  return `heads ${heads.slice(0, -1).join(', ')} and ${heads.at(-1)}`;
}

/** "2.4e-7", "0" */
const formatError = (error: number): string => (error === 0 ? '0' : error.toExponential(1));
