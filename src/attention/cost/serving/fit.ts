import { formatCount, formatCountOf } from '../../numbers/format.ts';
import { cacheBytes, sourceTokensOf } from '../cacheBytes.ts';
import type { CachePlan } from '../cachedLayers.ts';
import { firstProblem } from '../costInput.ts';
import { timesDecimal } from '../decimal.ts';
import { ceilDiv, type ElementFormat } from '../elementTypes.ts';
import { known, type Outcome, refused } from '../outcome.ts';
import { type BlockLayout, blockLayout, blocksOfSequence, type SequenceSlots } from './blocks.ts';
import { checkTensorParallel, type HeadShards, headShards, planOfOneGpu } from './tensorParallel.ts';

/** A model on GPUs. */
export interface FitInput {
  readonly plan: CachePlan;
  /** Null if they are not known: then `tensorParallel` is not held against them. */
  readonly queryHeads: number | null;
  /** How K and V are stored. */
  readonly format: ElementFormat;
  /** Bytes of all weights, of one replica. */
  readonly weightBytes: bigint;
  readonly gpus: number;
  /** GPUs that share one replica. */
  readonly tensorParallel: number;
  /** Bytes of one GPU. */
  readonly memoryBytes: bigint;
  /** Share of the memory that is used, above 0 and up to 1. */
  readonly utilisation: number;
  /** Bytes that each GPU needs besides weights and cache: activations, CUDA graphs, the context of the driver. */
  readonly overheadBytes: bigint;
  /** Tokens of a block. vLLM's default is 16. */
  readonly blockSize: number;
  /** Tokens of a full-length sequence, prompt and answer together. */
  readonly contextTokens: number;
  /** Sequences of this length that have to fit at once, on all GPUs. 1 if left out. */
  readonly sequences?: number | undefined;
  readonly sourceTokens?: number | null | undefined;
  /** See `SequenceSlots`; null if left out. */
  readonly scheduledTokens?: number | null | undefined;
  /** False for an engine that keeps every token of windowed layers. True if left out. */
  readonly windows?: boolean | undefined;
}

/** What fits on each GPU, and on all of them. */
export interface Fit {
  /** True when as many sequences of full length fit as were asked for. */
  readonly fits: boolean;
  /** Bytes that each GPU lacks for them; 0 if they fit. */
  readonly shortBytes: bigint;
  /** `memoryBytes · utilisation`. */
  readonly usableBytes: bigint;
  readonly weightBytesPerGpu: bigint;
  readonly overheadBytes: bigint;
  /** What is left for K and V on each GPU; negative if weights and overhead alone are too much. */
  readonly availableBytes: bigint;
  /** Bytes of one block on each GPU; 0 if nothing is kept. */
  readonly blockBytes: bigint;
  readonly blocks: bigint;
  readonly blocksPerSequence: bigint;
  /** Sequences of full length on one replica; null if nothing is kept of a sequence, so that memory does not limit them. */
  readonly sequencesPerReplica: bigint | null;
  readonly sequences: bigint | null;
  /** Tokens that one replica has room for: full blocks, handed out evenly. Null as above. vLLM logs it as "GPU KV cache size". */
  readonly tokensPerReplica: bigint | null;
  readonly tokens: bigint | null;
  /** Tokens of the longest sequence that fits; null if a sequence of any length does. */
  readonly longestSequence: number | null;
  /** Copies of the model, each on `tensorParallel` GPUs with its own sequences: data parallelism. */
  readonly replicas: number;
  readonly shards: readonly HeadShards[];
  /** True when some GPU holds a head that another one holds, too. */
  readonly isReplicated: boolean;
  /** Bytes on each GPU that hold nothing. */
  readonly waste: {
    /** Of each sequence: its last blocks are not full, and groups are padded. */
    readonly perSequenceBytes: bigint;
    /** Less than a block. */
    readonly partBlockBytes: bigint;
    /** Blocks too few for another sequence of full length. */
    readonly spareBlocks: bigint;
  };
  /** Null if nothing is kept. */
  readonly layout: BlockLayout | null;
}

/** A sequence that is longer still fits only if it does not grow. */
const LONGEST = 2 ** 50;

/**
 * Counts what fits by vLLM's rules: `memory · utilisation − weights ÷ tp − overhead`, cut into blocks; a sequence takes whole
 * blocks. Weights are divided evenly, which leaves out the few that every GPU has. Sources: Kwon et al. 2023; `blocks.ts`.
 *
 * @returns a refusal with a sentence if a number is wrong or the tensor parallel size does not divide
 */
export function fitOnGpus(input: FitInput): Outcome<Fit> {
  const problem = problemIn(input);
  if (problem !== null) return refused(problem);
  const { plan, queryHeads, tensorParallel, gpus, format, contextTokens, sequences = 1 } = input;
  const checked = checkTensorParallel(plan, queryHeads, tensorParallel);
  if (!checked.ok) return checked;

  const usableBytes = timesDecimal(input.memoryBytes, input.utilisation);
  const weightBytesPerGpu = ceilDiv(input.weightBytes, BigInt(tensorParallel));
  const availableBytes = usableBytes - weightBytesPerGpu - input.overheadBytes;
  const onGpu = planOfOneGpu(plan, tensorParallel);
  const layout = blockLayout(onGpu, format, input.blockSize, input.windows);
  const slots = (tokens: number): SequenceSlots => ({
    tokens,
    sourceTokens: sourceTokensOf(plan, input.sourceTokens) ?? 0,
    scheduledTokens: input.scheduledTokens ?? null,
  });
  const blockBytes = layout?.blockBytes ?? 0n;
  const blocks = layout && availableBytes > 0n ? availableBytes / blockBytes : 0n;
  const blocksPerSequence = layout ? blocksOfSequence(layout, slots(contextTokens)) : 0n;

  const replicas = gpus / tensorParallel;
  const asked = ceilDiv(BigInt(sequences), BigInt(replicas));
  const neededBytes = asked * blocksPerSequence * blockBytes;
  const sequencesPerReplica = blocksPerSequence > 0n ? blocks / blocksPerSequence : null;
  const tokensPerReplica = layout ? tokensIn(layout, blocks) : null;
  const shards = headShards(plan, tensorParallel);
  const held = { tokens: contextTokens, sourceTokens: input.sourceTokens, windows: input.windows };
  return known({
    fits: neededBytes <= availableBytes,
    shortBytes: neededBytes > availableBytes ? neededBytes - availableBytes : 0n,
    usableBytes,
    weightBytesPerGpu,
    overheadBytes: input.overheadBytes,
    availableBytes,
    blockBytes,
    blocks,
    blocksPerSequence,
    sequencesPerReplica,
    sequences: times(sequencesPerReplica, replicas),
    tokensPerReplica,
    tokens: times(tokensPerReplica, replicas),
    longestSequence: availableBytes < 0n ? 0 : longestOf((tokens) => blocksNeeded(layout, slots(tokens)) <= blocks),
    replicas,
    shards,
    isReplicated: shards.some(({ copies }) => copies > 1),
    waste: {
      perSequenceBytes: blocksPerSequence * blockBytes - cacheBytes(onGpu, format, held).total,
      partBlockBytes: availableBytes > 0n ? availableBytes - blocks * blockBytes : 0n,
      spareBlocks: blocksPerSequence > 0n ? blocks % blocksPerSequence : blocks,
    },
    layout,
  });
}

function problemIn(input: FitInput): string | null {
  const { contextTokens, blockSize, gpus, tensorParallel, utilisation } = input;
  const problem = firstProblem({
    contextTokens,
    blockSize,
    gpus,
    tensorParallel,
    utilisation,
    sequences: input.sequences,
    sourceTokens: input.sourceTokens ?? undefined,
    scheduledTokens: input.scheduledTokens ?? undefined,
  });
  if (problem !== null) return problem;
  if (gpus % tensorParallel !== 0)
    return `${formatCountOf(gpus, 'GPU')} cannot be divided into replicas of ${formatCount(tensorParallel)}.`;
  return null;
}

/** Rounded down to blocks that every group has: what one is short of, the others cannot use. */
function tokensIn({ groups }: BlockLayout, blocks: bigint): bigint {
  const text = groups.filter(({ slots }) => slots.kind !== 'source');
  const number = groups.reduce((sum, group) => sum + group.groups, 0);
  const least = Math.min(...text.map(({ blockTokens }) => blockTokens));
  return text.length > 0 ? (blocks / BigInt(number)) * BigInt(least) : 0n;
}

function blocksNeeded(layout: BlockLayout | null, sequence: SequenceSlots): bigint {
  return layout ? blocksOfSequence(layout, sequence) : 0n;
}

/** The largest number that `fitsAt` is true of, which is true up to some number and false beyond; null if there is no end. */
function longestOf(fitsAt: (tokens: number) => boolean): number | null {
  if (fitsAt(LONGEST)) return null;
  let [fits, tooLong] = [0, LONGEST];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (fitsAt(middle)) fits = middle;
    else tooLong = middle;
  }
  return fits;
}

function times(value: bigint | null, factor: number): bigint | null {
  return value === null ? null : value * BigInt(factor);
}
