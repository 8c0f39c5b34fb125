import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { EMPTY_DRAFT } from './fields/modelDraft.ts';
import type { OwnReading, Remark } from './reading.ts';
import type { SafetensorsIndex } from './tensors/safetensorsIndex.ts';
import type { TensorEntry } from './tensors/tensorEntry.ts';
import { tensorFacts } from './tensors/tensorFacts.ts';

const DTYPES: Readonly<Record<string, string>> = {
  ...{ BF16: 'bf16', F16: 'fp16', F32: 'fp32', F8_E4M3: 'fp8 (e4m3)', F8_E5M2: 'fp8 (e5m2)', I8: 'int8' },
};

/**
 * Returns the fields that tensors fill in, and says which they leave: shapes tell widths, and never how many heads share them.
 *
 * @param parts of a model's files that these tensors are of, if their names say so: [how many there are, how many in all]
 */
export function readTensors(
  entries: readonly TensorEntry[],
  index: SafetensorsIndex | null,
  parts: readonly [number, number] | null,
  from: string,
): OwnReading {
  const named = new Map(index?.entries.map((entry) => [entry.name, entry]));
  for (const entry of entries) named.set(entry.name, entry);
  const facts = tensorFacts([...named.values()]);
  const isAll = index !== null || parts === null || parts[0] >= parts[1];
  const parameters = isAll ? (facts.parameters ?? index?.parameters ?? null) : null;
  const text = (value: number | null) => (value === null ? '' : String(value));
  const remarks: Remark[] = [
    {
      tag: 'window',
      sentence:
        'Tensors do not tell whether a layer has a window: every layer counts as keeping all tokens, unless you fill it in.',
    },
  ];
  const say = (tag: string, sentence: string) => remarks.push({ tag, sentence });
  if (!isAll && parts)
    say(
      'part',
      `These are ${formatCount(parts[0])} of ${formatCount(parts[1])} files, with ${formatCountOf(facts.attending, 'layer')} that keep K and V: fill in how many there are in all, or drop all files, or their index.`,
    );
  else if (!facts.isWhole) say('part', 'Numbers of some layers are missing in the file: fill in how many there are.');
  if (parameters === null && index?.bytes)
    say(
      'parameters',
      `The index says that all tensors take ${formatCount(index.bytes)} bytes: that many parameters at one byte each, half of it at two.`,
    );
  if (facts.hasExperts)
    say('experts', 'The model has experts: tensors do not tell how many of them a token passes through.');
  if (facts.latentWidth !== null)
    say(
      'one-latent',
      `Each token has one vector of latent and rope values a layer, ${formatCount(facts.latentWidth)} wide, for K and V and all heads together.`,
    );
  for (const { kind, count } of facts.others)
    say(
      kind,
      `${formatCountOf(count, 'layer')} ${count === 1 ? 'has' : 'have'} no W_K, and ${count === 1 ? 'counts' : 'count'} as keeping no K and V.`,
    );
  return {
    kind: 'draft',
    from,
    draft: {
      ...EMPTY_DRAFT,
      name: from,
      layers: isAll && facts.isWhole ? text(facts.attending) : '',
      headDim: text(facts.headDim),
      queryHeads: text(facts.queryHeads),
      dModel: text(facts.dModel),
      parameters: text(parameters),
      dtype: facts.type === null ? '' : (DTYPES[facts.type] ?? facts.type),
    },
    facts,
    remarks,
  };
}
