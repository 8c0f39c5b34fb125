import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import { type Fit, fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { publishedKvHeads, variantName } from '../../attention/cost/variants.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { CostSetup, CostVariant } from '../costSetup.ts';
import { keepsNothing } from '../costSetupOf.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { binaryText } from '../words/bytesText.ts';

/** Stretch of the sentence; what belongs to one of the models side by side has its accent. */
export interface HeadlinePart {
  readonly text: string;
  readonly accent?: CostVariant['accent'];
}

/** Returns the screen's first sentence: how many sequences the chosen GPUs hold of the model, and of its variants. */
export function headlineOf(setup: CostSetup): HeadlinePart[] {
  const { model, variants } = setup;
  const [published] = variants;
  const outcome = published && fitOnGpus(fitInputOf(setup, published));
  if (!outcome?.ok) return [{ text: outcome?.reason ?? '' }];
  const fit = outcome.value;
  if (keepsNothing(model.plan)) return [{ text: `${whyNothing(model)} ${weightsSentence(setup, fit)}` }];
  const what = `sequence${fit.sequences === 1n ? '' : 's'} of ${formatCountOf(setup.choice.contextTokens, 'token')}`;
  const whose = `of ${model.name} as published${kindText(model)}${published?.weightBytes === null ? ', weights not counted' : ''}`;
  const others = variants.slice(1).flatMap((variant, index) => otherParts(setup, variant, index === 0));
  const count = { text: formatCount(fit.sequences ?? 0n), accent: 'published' } as const;
  const first: HeadlinePart[] =
    fit.sequences === 0n
      ? [
          { text: `${machines(setup)} ${holds(setup, 'does', 'do')} not hold ` },
          { text: 'one', accent: 'published' },
          { text: ` sequence of ${formatCountOf(setup.choice.contextTokens, 'token')} ${whose}` },
        ]
      : [{ text: `${machines(setup)} ${holds(setup, 'holds', 'hold')} ` }, count, { text: ` ${what} ${whose}` }];
  return [...first, ...others, { text: '.' }];
}

/** The sentence as plain text. */
export function headlineText(setup: CostSetup): string {
  return headlineOf(setup)
    .map(({ text }) => text)
    .join('');
}

function otherParts(setup: CostSetup, variant: CostVariant, isFirst: boolean): HeadlinePart[] {
  const outcome = fitOnGpus(fitInputOf(setup, variant));
  if (!outcome.ok) return [];
  const text = `${isFirst ? '; as ' : ', as '}${variant.name}${isFirst ? ' it would hold ' : ' '}`;
  return [{ text }, { text: formatCount(outcome.value.sequences ?? 0n), accent: variant.accent }];
}

/** "One NVIDIA A10G", "8 × NVIDIA A10G in replicas of 4" */
function machines({ choice: { gpus, tensorParallel }, gpu }: CostSetup): string {
  if (gpus === 1) return `One ${gpu.name}`;
  if (tensorParallel === 1) return `${formatCount(gpus)} × ${gpu.name}, a replica each,`;
  const replicas = tensorParallel === gpus ? '' : ` in replicas of ${formatCount(tensorParallel)}`;
  return `${formatCount(gpus)} × ${gpu.name}${replicas}`;
}

function holds({ choice }: CostSetup, one: string, many: string): string {
  return choice.gpus === 1 ? one : many;
}

/** " (GQA, 8 KV heads)"; nothing if query heads are not known. */
function kindText({ plan, queryHeads }: CostModel): string {
  if (plan.layers.some(({ kind }) => kind === 'mla')) return ' (MLA)';
  const kvHeads = publishedKvHeads(plan);
  if (kvHeads === null) return plan.layers.some((run) => run.kvHeads > 0) ? ' (KV heads differ by layer)' : '';
  const sharing = queryHeads === null ? '' : `${variantName(queryHeads, kvHeads).replace(/-.*/, '')}, `;
  return ` (${sharing}${formatCountOf(kvHeads, 'KV head')})`;
}

function whyNothing({ name, plan }: CostModel): string {
  const why =
    plan.kind === 'encoder-only'
      ? 'it is an encoder, which reads a whole text at once and writes none'
      : 'no layer has attention that reads earlier tokens, and what its layers keep instead does not grow';
  return `${name} keeps no KV cache: ${why}.`;
}

function weightsSentence(setup: CostSetup, { availableBytes, weightBytesPerGpu }: Fit): string {
  const where = setup.choice.gpus === 1 ? `one ${setup.gpu.name}` : `each ${setup.gpu.name}`;
  const weights = `${binaryText(weightBytesPerGpu)} of weights`;
  return availableBytes < 0n
    ? `Its ${weights} do not fit on ${where}: it is short by ${binaryText(-availableBytes)}.`
    : `Its ${weights} fit on ${where}, and leave ${binaryText(availableBytes)}.`;
}
