import { COST_FIELDS } from '../costInput.ts';
import { bitsOf, ELEMENT_TYPES, type ElementType, weightBytesOf } from '../elementTypes.ts';
import { type Fit, type FitInput, fitOnGpus } from './fit.ts';
import { tensorParallelChoices } from './tensorParallel.ts';

/** One change that makes a set-up fit which does not. */
export type Change =
  | { readonly kind: 'tensorParallel'; readonly tensorParallel: number }
  | { readonly kind: 'gpus'; readonly gpus: number; readonly tensorParallel: number }
  | { readonly kind: 'weightType'; readonly type: ElementType; readonly weightBytes: bigint }
  | { readonly kind: 'weightBytes'; readonly atMost: bigint }
  | { readonly kind: 'cacheType'; readonly type: ElementType }
  | { readonly kind: 'context'; readonly contextTokens: number }
  | { readonly kind: 'sequences'; readonly sequences: number }
  | { readonly kind: 'utilisation'; readonly utilisation: number };

/** A change, the set-up with it, and what fits then: all that was asked for. */
export interface Remedy {
  readonly change: Change;
  readonly input: FitInput;
  readonly fit: Fit;
}

/** How weights are stored, if they can be stored otherwise. */
export interface Weights {
  readonly parameters: number;
  readonly type: ElementType;
}

/** Some of a GPU's memory is never the program's. */
const MOST_UTILISATION = 0.98;
/** Parts of 1 in which a utilisation is offered. */
const UTILISATION_STEPS = 100;
/** A tensor parallel group spans no more GPUs than are ever wired together that closely. */
const MOST_TENSOR_PARALLEL = 256;

/**
 * Returns the single changes that make it fit, each the smallest of its kind: more of the GPUs to a replica, more GPUs, fewer
 * bytes for weights or cache, a shorter context, fewer sequences, more of the memory. Each was tried on `fitOnGpus`. None if it
 * fits already, or if no change alone is enough.
 *
 * @param weights if they could be of fewer bits
 */
export function remediesFor(input: FitInput, weights: Weights | null = null): Remedy[] {
  const now = fitOnGpus(input);
  if (!now.ok || now.value.fits) return [];
  const found = [
    largerTensorParallel(input),
    moreGpus(input),
    ...smallerWeights(input, now.value, weights),
    smallerCache(input),
    shorterContext(input),
    fewerSequences(input, now.value),
    moreOfTheMemory(input),
  ];
  return found.flatMap((change) => (change ? remedyIn(input, change) : []));
}

/** The set-up with one change. */
export function withChange(input: FitInput, change: Change): FitInput {
  switch (change.kind) {
    case 'tensorParallel':
      return { ...input, tensorParallel: change.tensorParallel };
    case 'gpus':
      return { ...input, gpus: change.gpus, tensorParallel: change.tensorParallel };
    case 'weightType':
      return { ...input, weightBytes: change.weightBytes };
    case 'weightBytes':
      return { ...input, weightBytes: change.atMost };
    case 'cacheType':
      // Scales belong to the type: those of one are not those of another.
      return { ...input, format: { type: change.type } };
    case 'context':
      return { ...input, contextTokens: change.contextTokens };
    case 'sequences':
      return { ...input, sequences: change.sequences };
    case 'utilisation':
      return { ...input, utilisation: change.utilisation };
  }
}

/** No remedy is offered that does not help. */
function remedyIn(input: FitInput, change: Change): Remedy[] {
  const changed = withChange(input, change);
  const outcome = fitOnGpus(changed);
  return outcome.ok && outcome.value.fits ? [{ change, input: changed, fit: outcome.value }] : [];
}

function helps(input: FitInput, change: Change): boolean {
  return remedyIn(input, change).length > 0;
}

function largerTensorParallel(input: FitInput): Change | undefined {
  return tensorParallelChoices(input.plan, input.queryHeads, Math.min(input.gpus, MOST_TENSOR_PARALLEL))
    .filter((size) => size > input.tensorParallel && input.gpus % size === 0)
    .map((tensorParallel): Change => ({ kind: 'tensorParallel', tensorParallel }))
    .find((change) => helps(input, change));
}

/** The fewest GPUs of all tensor parallel sizes; of two that need as many, the smaller size, which moves less between GPUs. */
function moreGpus(input: FitInput): Change | undefined {
  const changes = tensorParallelChoices(input.plan, input.queryHeads, MOST_TENSOR_PARALLEL).flatMap((size) => {
    const one = fitOnGpus({ ...input, gpus: size, tensorParallel: size, sequences: 1 });
    if (!one.ok || !one.value.fits) return [];
    const each = one.value.sequencesPerReplica;
    const replicas = each === null ? 1 : Math.ceil((input.sequences ?? 1) / Number(each));
    const gpus = replicas * size;
    const isMore = gpus > input.gpus && gpus <= COST_FIELDS.gpus.most;
    return isMore ? [{ kind: 'gpus', gpus, tensorParallel: size } as const] : [];
  });
  return changes.reduce<(typeof changes)[number] | undefined>(
    (best, change) => (best && best.gpus <= change.gpus ? best : change),
    undefined,
  );
}

/** The widest type that is enough; and, whatever the types, the bytes that would be. */
function smallerWeights(input: FitInput, now: Fit, weights: Weights | null): (Change | undefined)[] {
  const atMost = input.weightBytes - now.shortBytes * BigInt(input.tensorParallel);
  const smaller = weights
    ? narrowerThan(weights.type)
        .map((type): Change => ({ kind: 'weightType', type, weightBytes: weightBytesOf(weights.parameters, type) }))
        .find((change) => helps(input, change))
    : undefined;
  return [smaller, atMost > 0n ? { kind: 'weightBytes', atMost } : undefined];
}

function smallerCache(input: FitInput): Change | undefined {
  return narrowerThan(input.format.type)
    .map((type): Change => ({ kind: 'cacheType', type }))
    .find((change) => helps(input, change));
}

function shorterContext(input: FitInput): Change | undefined {
  const at = (contextTokens: number): Change => ({ kind: 'context', contextTokens });
  if (!helps(input, at(1))) return undefined;
  let [fits, tooLong] = [1, input.contextTokens];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (helps(input, at(middle))) fits = middle;
    else tooLong = middle;
  }
  return at(fits);
}

function fewerSequences({ sequences = 1 }: FitInput, now: Fit): Change | undefined {
  const most = Number(now.sequences ?? 0n);
  return most > 0 && most < sequences ? { kind: 'sequences', sequences: most } : undefined;
}

function moreOfTheMemory(input: FitInput): Change | undefined {
  const least = Math.floor(input.utilisation * UTILISATION_STEPS) + 1;
  for (let part = least; part <= MOST_UTILISATION * UTILISATION_STEPS; part++) {
    const change: Change = { kind: 'utilisation', utilisation: part / UTILISATION_STEPS };
    if (helps(input, change)) return change;
  }
  return undefined;
}

/** Types of fewer bits, the widest first; of two with as many, the first. */
function narrowerThan(type: ElementType): ElementType[] {
  const narrower = ELEMENT_TYPES.filter((other) => bitsOf(other) < bitsOf(type));
  return narrower.filter((other, index) => narrower.findIndex((same) => bitsOf(same) === bitsOf(other)) === index);
}
