import { known, type Outcome } from '../../attention/cost/outcome.ts';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { serveCommand } from '../../attention/cost/serving/serveCommand.ts';
import { formatBothBytes } from '../../attention/numbers/byteUnits.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { slugOf } from '../../catalog/schema/slug.ts';
import type { CostSetup } from '../costSetup.ts';
import { wholeFitInputOf } from '../inputs/variantInput.ts';
import { weightTypeOf } from '../weightTypeOf.ts';

export interface ServeLine {
  readonly command: string;
  /** What the line takes for granted, in sentences. */
  readonly assumes: readonly string[];
  /** Settings of the screen that the line cannot say, in sentences. */
  readonly cannotSay: readonly string[];
}

/** Returns a folder's name for a model whose name on Hugging Face is not known: "./llama-3-1-8b". */
export function folderOf({ model }: CostSetup): string {
  return `./${slugOf(model.name) || 'model'}`;
}

/** Returns the line that serves the published model with the choice's settings, or a sentence why vLLM cannot. */
export function serveLine(setup: CostSetup, name: string): Outcome<ServeLine> {
  const { choice } = setup;
  const replicas = Math.max(1, Math.floor(choice.gpus / choice.tensorParallel));
  const maxSequences = Math.ceil(choice.sequences / replicas);
  const command = serveCommand({
    ...{ model: name, replicas, maxSequences },
    tensorParallel: choice.tensorParallel,
    contextTokens: choice.contextTokens,
    cacheType: choice.cacheType,
    isCacheLikeModel: choice.cacheType === computedIn(setup.model.nativeDtype),
    utilisation: choice.utilisation,
    blockSize: choice.blockSize,
  });
  if (!command.ok) return command;
  return known({
    command: command.value,
    assumes: assumptionsOf(setup, replicas, maxSequences),
    cannotSay: limitsOf(setup),
  });
}

/** Type that a model computes in, and that vLLM keeps K and V in by itself: quantised weights are widened to bf16. */
function computedIn(nativeDtype: string | null): string {
  const type = weightTypeOf(nativeDtype).type;
  return type === 'fp16' || type === 'fp32' ? type : 'bf16';
}

function assumptionsOf(setup: CostSetup, replicas: number, maxSequences: number): string[] {
  const { choice, model, gpu } = setup;
  const each = `${formatCountOf(choice.tensorParallel, 'GPU')} each`;
  return [
    `The name is that of ${model.name} as published, on Hugging Face or in a folder, and vLLM knows its architecture.`,
    `The machine has ${formatCount(replicas * choice.tensorParallel)} × ${gpu.name}: ${formatCountOf(replicas, 'replica')} of ${each}.`,
    `--max-num-seqs counts for one replica: ${formatCount(maxSequences)} of the ${formatCountOf(choice.sequences, 'sequence')}.`,
    ...fitTexts(setup),
  ];
}

function fitTexts(setup: CostSetup): string[] {
  const published = setup.variants.find(({ accent }) => accent === 'published');
  const input = published && wholeFitInputOf(setup, published);
  const fit = input?.ok ? fitOnGpus(input.value) : input;
  if (!fit) return [];
  if (!fit.ok) return [fit.reason];
  const { fits, shortBytes, sequences } = fit.value;
  if (fits) return [];
  if (sequences === 0n)
    return [
      `It does not fit: not one sequence of full length does, and vLLM would not start (short by ${formatBothBytes(shortBytes)} on each GPU for all).`,
    ];
  return [
    `Not all fit at full length: ${formatCountOf(sequences ?? 0n, 'sequence')} of ${formatCount(setup.choice.sequences)}. vLLM starts all the same, and lets the others wait.`,
  ];
}

function limitsOf({ choice, model, variants }: CostSetup): string[] {
  const published = weightTypeOf(model.nativeDtype).type;
  const left = choice.gpus % choice.tensorParallel;
  const others = variants.filter(({ accent }) => accent !== 'published').map(({ name }) => name);
  return [
    `The overhead of ${choice.overheadGib} GiB: vLLM measures what it needs besides weights and cache when it starts.`,
    ...(others.length > 0
      ? [
          `${new Intl.ListFormat('en-GB').format(others)}: other KV heads are another model, which has to be trained or converted first.`,
        ]
      : []),
    ...(choice.weightType !== null && choice.weightType !== published
      ? [
          `Weights in ${choice.weightType}: that is a checkpoint of its own, or an option --quantization that its method decides.`,
        ]
      : []),
    ...(left > 0
      ? [
          `${formatCountOf(left, 'GPU')} of ${formatCount(choice.gpus)}: replicas of ${formatCount(choice.tensorParallel)} leave them idle.`,
        ]
      : []),
    ...(model.maxContext !== null && choice.contextTokens > model.maxContext
      ? [
          `A context of ${formatCount(choice.contextTokens)} tokens: the model was made for ${formatCount(model.maxContext)}, and vLLM refuses more.`,
        ]
      : []),
    'Several machines: the line is for one; more of them need Ray, or a server on each behind a balancer.',
  ];
}
