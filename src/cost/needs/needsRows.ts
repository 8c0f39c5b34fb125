import { bytesOfGib } from '../../attention/cost/decimal.ts';
import { known, type Outcome, refused } from '../../attention/cost/outcome.ts';
import { type Needs, type Served, servedBy } from '../../attention/cost/serving/needs.ts';
import { publishedKvHeads, variantName } from '../../attention/cost/variants.ts';
import { formatBothBytes } from '../../attention/numbers/byteUnits.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { CostSetup } from '../costSetup.ts';
import { weightTypeOf } from '../weightTypeOf.ts';

/** One number of KV heads, and whether it serves what is needed. */
export interface NeedsRow {
  readonly kvHeads: number;
  /** "MHA", "GQA-8", "MQA". */
  readonly name: string;
  readonly isPublished: boolean;
  readonly serves: boolean;
  /** "256 sequences fit", "short by 12.4 GiB (13.31 GB) on each GPU". */
  readonly outcome: string;
  /** GPUs of a replica at which most fit; null if none is allowed. */
  readonly tensorParallel: number | null;
}

export interface NeedsAnswer {
  readonly sentence: string;
  readonly rows: readonly NeedsRow[];
  /** Sentences about what was counted. */
  readonly notes: readonly string[];
}

/** Returns which numbers of KV heads serve the sequences of the choice on its GPUs, each at the tensor parallel size that suits it best. */
export function needsAnswer(setup: CostSetup): Outcome<NeedsAnswer> {
  const { model, choice } = setup;
  const published = setup.variants.find(({ accent }) => accent === 'published')?.weightBytes ?? null;
  if (published === null)
    return refused('The number of the model’s parameters is not known, so that its weights cannot be counted.');
  const served = servedBy(needsOf(setup, published));
  if (!served.ok) return served;
  const heads = model.queryHeads ?? 1;
  const own = publishedKvHeads(model.plan);
  const rows = served.value.map(
    (one): NeedsRow => ({
      kvHeads: one.kvHeads,
      name: variantName(heads, one.kvHeads),
      isPublished: one.kvHeads === own,
      serves: one.serves,
      outcome: outcomeText(one),
      tensorParallel: one.tensorParallel,
    }),
  );
  const isOfPublished = served.value.some(({ isWeightOfPublished }) => isWeightOfPublished);
  return known({
    sentence: sentenceOf(rows, choice.sequences, choice.contextTokens, choice.gpus, setup.gpu.name),
    rows,
    notes: [
      'Each is tried with every number of GPUs to a replica that divides them; the best one stands in the table.',
      ...(isOfPublished
        ? ['The weights are those of the published model: how much the variants’ are less or more is not known.']
        : []),
    ],
  });
}

function needsOf({ choice, model, widths, memoryBytes, format }: CostSetup, weightBytes: bigint): Needs {
  const { gpus, utilisation, blockSize, contextTokens, sequences } = choice;
  return {
    ...{ model, widths, memoryBytes, format, weightBytes, gpus, utilisation, blockSize, contextTokens, sequences },
    weightType: choice.weightType ?? weightTypeOf(model.nativeDtype).type,
    tensorParallel: null,
    overheadBytes: bytesOfGib(choice.overheadGib),
  };
}

/** "1, 2 and 4 of the 7 possible numbers of KV heads do it: …" */
function sentenceOf(rows: readonly NeedsRow[], sequences: number, tokens: number, gpus: number, gpu: string): string {
  const asked = `${formatCountOf(sequences, 'sequence')} of ${formatCountOf(tokens, 'token')} on ${formatCount(gpus)} × ${gpu}`;
  const serving = rows.filter(({ serves }) => serves).map(({ kvHeads }) => formatCount(kvHeads));
  if (serving.length === 0) return `No number of KV heads serves ${asked}.`;
  if (serving.length === rows.length) return `Every number of KV heads serves ${asked}.`;
  const list = new Intl.ListFormat('en-GB').format(serving);
  const isOne = serving.length === 1 && serving[0] === '1';
  return `${list} KV ${isOne ? 'head serves' : 'heads serve'} ${asked}; ${serving.length} of ${rows.length} possible numbers.`;
}

function outcomeText({ fit, serves }: Served): string {
  if (fit === null) return 'no allowed number of GPUs to a replica';
  if (fit.sequences === null) return serves ? 'any number of sequences fits' : 'its weights do not fit';
  if (serves) return `${formatCountOf(fit.sequences, 'sequence')} ${fit.sequences === 1n ? 'fits' : 'fit'}`;
  return `${formatCountOf(fit.sequences, 'sequence')} ${fit.sequences === 1n ? 'fits' : 'fit'}: short by ${formatBothBytes(fit.shortBytes)} on each GPU`;
}
