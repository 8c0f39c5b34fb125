import { formatCount } from '../attention/format.ts';
import { MECHANISM_SHORT } from '../attention/sharing.ts';
import { MECHANISMS } from '../attention/types.ts';
import {
  equalityCheck,
  maskCheck,
  parametersCheck,
  referenceCheck,
  rowSumsCheck,
  skippedReferenceCheck,
} from './checks.ts';
import { compareWithReference } from './compareWithReference.ts';
import { computeLayer } from './computeLayer.ts';
import type { ComputedRun, RunLayer } from './computeRun.ts';
import type { AuditResult, RunRequest, SelfCheck } from './Engine.ts';
import type { AttentionOps } from './ops.ts';
import { repeatKv } from './repeatKv.ts';

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
  const reference = compareWithFloat64(request, run, signal);
  // Awaited below; if the checks before it reject, its own rejection (the same abort) needs no second hearing.
  reference.catch(() => {});
  const checks: SelfCheck[] = [
    rowSumsCheck(run),
    await checkEndOfScale(ops, run, request, 'mqa', signal),
    await checkEndOfScale(ops, run, request, 'mha', signal),
    await checkRepeatedKv(ops, run, request, signal),
    parametersCheck(run, config.bias),
    maskCheck(run, config.causal),
    await reference,
  ];
  return {
    request,
    embeddingShape: [1, tokens.length, run.x.length / tokens.length],
    mechanisms: shapesOf(run),
    checks,
  };
}

/** The shapes of what was computed, with the batch of one that PyTorch's layers have. */
function shapesOf({ layers, sdpa }: ComputedRun): AuditResult['mechanisms'] {
  const basic = {
    id: 'sdpa' as const,
    outputShape: [1, sdpa.output.rows, sdpa.output.cols],
    weightsShape: [1, sdpa.attentionWeights.rows, sdpa.attentionWeights.cols],
    parameters: 0,
  };
  const mechanisms = MECHANISMS.map((id) => {
    const { shape, output, attentionWeights, parameters } = layers[id];
    return {
      id,
      outputShape: [1, output.rows, output.cols],
      weightsShape: [1, shape.numHeads, attentionWeights.rows / shape.numHeads, attentionWeights.cols],
      parameters,
    };
  });
  return [basic, ...mechanisms];
}

/** GQA's own path, run with the KV heads and the weights of one end of the scale. */
async function checkEndOfScale(
  ops: AttentionOps,
  { x, layers }: ComputedRun,
  { config }: RunRequest,
  end: 'mha' | 'mqa',
  signal: AbortSignal,
): Promise<SelfCheck> {
  signal.throwIfAborted();
  const { weights, shape } = layers[end];
  const gqaShape = { ...layers.gqa.shape, numKvHeads: shape.numKvHeads };
  const gqa = await computeLayer(ops, x, weights, gqaShape, config.causal);
  const count = end === 'mqa' ? '1 KV head' : 'as many KV heads as query heads';
  return equalityCheck(`gqa-is-${end}`, `GQA with ${count} equals ${MECHANISM_SHORT[end]}`, gqa, layers[end]);
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
  return equalityCheck('copied-kv', claim, repeated, layers.mqa);
}

async function compareWithFloat64(request: RunRequest, run: ComputedRun, signal: AbortSignal): Promise<SelfCheck> {
  const { tokens, config } = request;
  if (tokens.length > REFERENCE_TOKENS)
    return skippedReferenceCheck(`${formatCount(tokens.length)} tokens, and it takes up to ${REFERENCE_TOKENS}`);
  if (typeof Worker === 'undefined') return skippedReferenceCheck('this browser gives the engine no worker for it');
  const layer = ({ shape, weights, attentionWeights, output }: RunLayer) => ({
    shape,
    weights,
    attentionWeights: attentionWeights.values,
    output: output.values,
  });
  const { mha, gqa, mqa } = run.layers;
  const sdpa = { attentionWeights: run.sdpa.attentionWeights.values, output: run.sdpa.output.values };
  const layers = { mha: layer(mha), gqa: layer(gqa), mqa: layer(mqa) };
  try {
    return referenceCheck(await compareWithReference({ x: run.x, causal: config.causal, layers, sdpa }, signal));
  } catch (error) {
    signal.throwIfAborted();
    return skippedReferenceCheck(error instanceof Error ? error.message : String(error));
  }
}
