import { EXACT_TOKENS } from '../../attention/levelOfDetail.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { type AttentionShape, type AttentionWeights, MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { reasonIn } from '../../errors/sentence.ts';
import type { AuditResult, SelfCheck } from '../Engine.ts';
import type { StepOptions } from '../forward/attentionInSteps.ts';
import { fullLayer } from '../forward/fullLayer.ts';
import { type ComputedRun, fullRun } from '../forward/fullRun.ts';
import type { HostLayers } from '../forward/hostLayers.ts';
import type { AttentionOps } from '../ops/ops.ts';
import {
  equalityCheck,
  maskCheck,
  parametersCheck,
  referenceCheck,
  rowSumsCheck,
  skippedReferenceCheck,
} from './checks.ts';
import { compareWithReference, type LayerToCheck } from './compareWithReference.ts';
import { repeatKv } from './repeatKv.ts';

/** Longer runs are not held against the float64 reference: it would keep a core busy for many seconds. */
const REFERENCE_TOKENS = 64;

/**
 * Everything that "What ran" and the self-checks show, computed anew. Past `EXACT_TOKENS` only a few heads' maps leave the
 * backend, so that the checks of 2,048 tokens take megabytes and not gigabytes. `float64` is the port of `openReference`.
 */
export async function audit(
  ops: AttentionOps,
  hostLayers: HostLayers,
  request: RunRequest,
  signal: AbortSignal,
  float64: MessagePort | undefined,
): Promise<AuditResult> {
  const { tokens, config } = request;
  const wholeMaps: HeadChoice = tokens.length <= EXACT_TOKENS ? 'all' : sampledHeads(config.numHeads);
  const options = { wholeMaps, signal };
  const run = await fullRun(ops, hostLayers, request, options);
  const reference = compareWithFloat64(float64, request, run, hostLayers, signal);
  // Awaited below; if the checks before it reject, its own rejection (the same abort) needs no second hearing.
  reference.catch(() => {});
  const again: ComputeAgain = (x, weights, shape) => fullLayer(ops, x, weights, shape, config.causal, options);
  const checks: SelfCheck[] = [
    rowSumsCheck(run),
    await checkEndOfScale(run, 'mqa', again, wholeMaps),
    await checkEndOfScale(run, 'mha', again, wholeMaps),
    await checkRepeatedKv(run, again, wholeMaps),
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

type HeadChoice = NonNullable<StepOptions['wholeMaps']>;
type ComputeAgain = (x: Float32Array, weights: AttentionWeights, shape: AttentionShape) => ReturnType<typeof fullLayer>;

/** The first, the middle and the last query head: a group that reads a wrong KV head shows in one of them. */
function sampledHeads(numHeads: number): readonly number[] {
  return [...new Set([0, Math.floor(numHeads / 2), numHeads - 1])];
}

/** The shapes of what was computed, with the batch of one that PyTorch's layers have. */
function shapesOf({ layers, sdpa }: ComputedRun): AuditResult['mechanisms'] {
  const { rows: tokens, cols } = sdpa.output;
  const basic = {
    id: 'sdpa' as const,
    outputShape: [1, tokens, cols],
    weightsShape: [1, tokens, tokens],
    parameters: 0,
  };
  const mechanisms = MECHANISMS.map((id) => {
    const { shape, output, parameters } = layers[id];
    return {
      id,
      outputShape: [1, output.rows, output.cols],
      weightsShape: [1, shape.numHeads, output.rows, output.rows],
      parameters,
    };
  });
  return [basic, ...mechanisms];
}

/** GQA's own path, run with the KV heads, the weights and the input of one end of the scale. */
async function checkEndOfScale(
  { layers }: ComputedRun,
  end: 'mha' | 'mqa',
  again: ComputeAgain,
  heads: HeadChoice,
): Promise<SelfCheck> {
  const { input, weights, shape } = layers[end];
  const gqa = await again(input, weights, { ...layers.gqa.shape, numKvHeads: shape.numKvHeads });
  const count = end === 'mqa' ? '1 KV head' : 'as many KV heads as query heads';
  const claim = `GQA with ${count} equals ${MECHANISM_SHORT[end]}`;
  return equalityCheck(`gqa-is-${end}`, claim, [gqa, layers[end]], heads);
}

async function checkRepeatedKv({ layers }: ComputedRun, again: ComputeAgain, heads: HeadChoice): Promise<SelfCheck> {
  const { input, weights, shape } = layers.mqa;
  const repeated = await again(input, repeatKv(weights, shape.numHeads), layers.mha.shape);
  const claim = "MHA with MQA's one K and V copied to every head equals MQA";
  return equalityCheck('copied-kv', claim, [repeated, layers.mqa], heads);
}

async function compareWithFloat64(
  float64: MessagePort | undefined,
  request: RunRequest,
  run: ComputedRun,
  hostLayers: HostLayers,
  signal: AbortSignal,
): Promise<SelfCheck> {
  const { tokens, config } = request;
  if (tokens.length > REFERENCE_TOKENS)
    return skippedReferenceCheck(`${formatCount(tokens.length)} tokens, and it takes up to ${REFERENCE_TOKENS}`);
  if (!float64) return skippedReferenceCheck('this browser gives the engine no worker for it');
  const layer = (mechanism: Mechanism): LayerToCheck => {
    const { shape, weights, attentionWeights, output } = run.layers[mechanism];
    const { trained } = config;
    const source = trained
      ? { parameters: hostLayers.models.get(trained.models[mechanism]).parameters, layer: trained.layer }
      : { weights };
    return { shape, source, attentionWeights: attentionWeights.values, output: output.values };
  };
  const sdpa = { attentionWeights: run.sdpa.attentionWeights.values, output: run.sdpa.output.values };
  const layers = { mha: layer('mha'), gqa: layer('gqa'), mqa: layer('mqa') };
  try {
    return referenceCheck(
      await compareWithReference(float64, { x: run.x, causal: config.causal, layers, sdpa }, signal),
    );
  } catch (error) {
    signal.throwIfAborted();
    return skippedReferenceCheck(reasonIn(error));
  }
}
