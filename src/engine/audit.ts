import { formatCount } from '../attention/format.ts';
import { parameterCounts } from '../attention/parameters.ts';
import { maxAbsDifference, maxRowSumError, maxWeightAboveDiagonal } from '../attention/selfChecks.ts';
import { MECHANISM_SHORT } from '../attention/sharing.ts';
import { MECHANISMS } from '../attention/types.ts';
import { type ComputedAttention, computeLayer } from './computeLayer.ts';
import type { ComputedRun, RunLayer } from './computeRun.ts';
import type { AuditResult, RunRequest, SelfCheck } from './Engine.ts';
import type { AttentionOps } from './ops.ts';
import { compareWithReference } from './referenceCheck.ts';
import { repeatKv } from './repeatKv.ts';

/** float32 against float64, and sums of float32 weights: a fair bar for both (PyTorch's own float32 is within 2.3e-6). */
const TOLERANCE = 1e-5;

/** Longer runs are not held against the float64 reference: it would keep a core busy for many seconds. */
const REFERENCE_TOKENS = 64;

/** Everything that "What ran" and the self-checks show of a run that was just computed. */
export async function audit(
  ops: AttentionOps,
  request: RunRequest,
  run: ComputedRun,
  signal: AbortSignal,
): Promise<AuditResult> {
  const { tokens, config } = request;
  const reference = checkReference(request, run, signal);
  // Awaited below; if the checks before it reject, its own rejection (the same abort) needs no second hearing.
  reference.catch(() => {});
  const checks: SelfCheck[] = [
    checkRowSums(run),
    await checkSharingEnd(ops, run, request, 'mqa', signal),
    await checkSharingEnd(ops, run, request, 'mha', signal),
    await checkRepeatedKv(ops, run, request, signal),
    checkParameters(run, config.bias),
    checkMask(run, config.causal),
    await reference,
  ];
  const { rows, cols } = run.sdpa.output;
  const layers = MECHANISMS.map((id) => {
    const { shape, output, attentionWeights, parameters } = run.layers[id];
    return {
      id,
      outputShape: [1, output.rows, output.cols],
      weightsShape: [1, shape.numHeads, attentionWeights.rows / shape.numHeads, attentionWeights.cols],
      parameters,
    };
  });
  const { attentionWeights } = run.sdpa;
  const sdpa = {
    id: 'sdpa' as const,
    outputShape: [1, rows, cols],
    weightsShape: [1, attentionWeights.rows, attentionWeights.cols],
    parameters: 0,
  };
  return {
    request,
    embeddingShape: [1, tokens.length, run.x.length / tokens.length],
    mechanisms: [sdpa, ...layers],
    checks,
  };
}

function checkRowSums({ layers, sdpa }: ComputedRun): SelfCheck {
  const worst = Math.max(
    ...[...Object.values(layers), sdpa].map(({ attentionWeights: { values, cols } }) => maxRowSumError(values, cols)),
  );
  return {
    id: 'row-sums',
    claim: 'Every row of every map sums to 1',
    figure: `largest deviation ${formatError(worst)}`,
    passed: worst <= TOLERANCE,
  };
}

/** GQA's own path, run with the KV heads and the weights of one end of the scale. */
async function checkSharingEnd(
  ops: AttentionOps,
  { x, layers }: ComputedRun,
  { config }: RunRequest,
  end: 'mha' | 'mqa',
  signal: AbortSignal,
): Promise<SelfCheck> {
  signal.throwIfAborted();
  const { weights, shape } = layers[end];
  const gqa = await computeLayer(ops, x, weights, { ...layers.gqa.shape, numKvHeads: shape.numKvHeads }, config.causal);
  const count = end === 'mqa' ? '1 KV head' : 'as many KV heads as query heads';
  return equality(`gqa-is-${end}`, `GQA with ${count} equals ${MECHANISM_SHORT[end]}`, gqa, layers[end]);
}

async function checkRepeatedKv(
  ops: AttentionOps,
  { x, layers }: ComputedRun,
  { config }: RunRequest,
  signal: AbortSignal,
): Promise<SelfCheck> {
  signal.throwIfAborted();
  const weights = repeatKv(layers.mqa.weights, layers.mqa.shape.numHeads);
  const repeated = await computeLayer(ops, x, weights, layers.mha.shape, config.causal);
  const claim = "MHA with MQA's one K and V copied to every head equals MQA";
  return equality('copied-kv', claim, repeated, layers.mqa);
}

function equality(id: string, claim: string, a: ComputedAttention, b: ComputedAttention): SelfCheck {
  const worst = Math.max(
    maxAbsDifference(a.attentionWeights.values, b.attentionWeights.values),
    maxAbsDifference(a.output.values, b.output.values),
  );
  return { id, claim, figure: `largest difference ${formatError(worst)}`, passed: worst <= TOLERANCE };
}

function checkParameters({ layers }: ComputedRun, bias: boolean): SelfCheck {
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

function checkMask({ layers, sdpa }: ComputedRun, causal: boolean): SelfCheck {
  const claim = 'Under the causal mask nothing is above the diagonal';
  if (!causal) return { id: 'mask', claim, figure: 'no mask in this run' };
  const worst = Math.max(
    ...[...Object.values(layers), sdpa].map(({ attentionWeights: { values, cols } }) =>
      maxWeightAboveDiagonal(values, cols),
    ),
  );
  return { id: 'mask', claim, figure: `largest weight there ${formatError(worst)}`, passed: worst === 0 };
}

async function checkReference(request: RunRequest, run: ComputedRun, signal: AbortSignal): Promise<SelfCheck> {
  const id = 'reference';
  const claim = 'Weights and outputs agree with a float64 reference to 1e-5';
  if (request.tokens.length > REFERENCE_TOKENS)
    return {
      id,
      claim,
      figure: `not run: ${formatCount(request.tokens.length)} tokens, and it takes up to ${REFERENCE_TOKENS}`,
    };
  if (typeof Worker === 'undefined')
    return { id, claim, figure: 'not run: this browser gives the engine no worker for it' };
  const layer = ({ shape, weights, attentionWeights, output }: RunLayer) => ({
    shape,
    weights,
    attentionWeights: attentionWeights.values,
    output: output.values,
  });
  try {
    const worst = await compareWithReference(
      {
        x: run.x,
        causal: request.config.causal,
        layers: { mha: layer(run.layers.mha), gqa: layer(run.layers.gqa), mqa: layer(run.layers.mqa) },
        sdpa: { attentionWeights: run.sdpa.attentionWeights.values, output: run.sdpa.output.values },
      },
      signal,
    );
    return {
      id,
      claim,
      figure: `largest difference ${formatError(worst.attentionWeights)} in weights, ${formatError(worst.output)} in outputs`,
      passed: worst.attentionWeights <= TOLERANCE && worst.output <= TOLERANCE,
    };
  } catch (error) {
    signal.throwIfAborted();
    return { id, claim, figure: `not run: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** "2.4e-7", "0" */
const formatError = (error: number): string => (error === 0 ? '0' : error.toExponential(1));
