import { D_MODEL_CHOICES, headChoices } from '../attention/sharing.ts';
import type { ModelSet, TrainedModel } from '../attention/trained/trainedModel.ts';
import { assertComputable } from '../attention/trained/trial.ts';
import { MECHANISMS, type Mechanism } from '../attention/types.ts';
import { foreignName } from '../errors/foreignName.ts';
import { reasonIn } from '../errors/sentence.ts';
import { decodeSafetensors } from '../safetensors/decode.ts';
import { encodeSafetensors } from '../safetensors/encode.ts';
import type { SafetensorsFile } from '../safetensors/format.ts';
import { marksTensor, modelMetadata, modelTensors, readModel } from './modelFile.ts';

const KIND = 'trained-model-set';
const VERSION = '1';

/** Characters of a title, which stands in choices and captions: more than any that HeadRoom gives. */
const MOST_TITLE = 80;

/** Name under which models are saved. */
export const MODEL_SET_FILE_NAME = 'headroom-models.safetensors';

/** Three models of the shipped sizes take a quarter of it; what is larger was not written here, and is not read at all. */
export const MODEL_SET_MOST_BYTES = 32 * 2 ** 20;

/**
 * Three models as one safetensors file in float32: each model's arrays by their PyTorch names behind its mechanism's
 * (`mha.blocks.0.attention.w_q.weight`), `marks` [8, dModel] once, and metadata: `format` ("pt"), `app`, `kind`, `version`,
 * `title`, and of each model those of `modelMetadata` behind its mechanism's name (`mha.seed`).
 */
export function modelSetFile({ title, models }: ModelSet): Uint8Array<ArrayBuffer> {
  const ofAll = <Value>(of: (model: TrainedModel) => Record<string, Value>) =>
    Object.fromEntries(
      MECHANISMS.flatMap((mechanism) =>
        Object.entries(of(models[mechanism])).map(([name, value]) => [`${mechanism}.${name}`, value]),
      ),
    ) as Record<string, Value>;
  const tensors = { ...ofAll(modelTensors), marks: marksTensor(models.mha.shape.dModel) };
  const metadata = { format: 'pt', app: 'HeadRoom', kind: KIND, version: VERSION, title, ...ofAll(modelMetadata) };
  return encodeSafetensors(tensors, metadata);
}

/** Reads a file that the user chose or dropped. Rejects as `readModelSetFile` throws, and if it is too large. */
export async function openModelSet(file: Blob): Promise<ModelSet> {
  if (file.size > MODEL_SET_MOST_BYTES)
    throw new Error(
      `It is larger than ${MODEL_SET_MOST_BYTES / 2 ** 20} MiB, more than any file of HeadRoom's models takes.`,
    );
  return readModelSetFile(new Uint8Array(await file.arrayBuffer()));
}

/**
 * Reads such a file. Throws a sentence if it is not one, if an array is missing, of another shape or not finite, if a model
 * can't be run, and if the three are not an MHA, a GQA and an MQA of the same other sizes.
 */
export function readModelSetFile(file: Uint8Array): ModelSet {
  const { tensors, metadata } = decodeSafetensors(file);
  if (metadata['kind'] !== KIND || metadata['version'] !== VERSION)
    throw new Error('This safetensors file holds no MHA, GQA and MQA trained by HeadRoom.');
  const read = MECHANISMS.map((mechanism) => [mechanism, readOne(tensors, metadata, mechanism)] as const);
  const models = Object.fromEntries(read) as Record<Mechanism, TrainedModel>;
  assertOneSet(models);
  return { title: titleOf(metadata), models };
}

/** Whole characters, as many as fit, and none that disturbs what stands around them. */
function titleOf({ title = '' }: SafetensorsFile['metadata']): string {
  // What lies far behind the longest that fits is not looked at: a file may hold millions of characters.
  return (
    foreignName(title.trim().slice(0, 10 * MOST_TITLE), (characters) => {
      const isWhole = characters.length <= MOST_TITLE;
      const shown = characters.slice(0, isWhole ? MOST_TITLE : MOST_TITLE - 2).join('');
      return isWhole ? shown : `${shown.trimEnd()} …`;
    }) || 'models without a title'
  );
}

function readOne(
  tensors: SafetensorsFile['tensors'],
  metadata: SafetensorsFile['metadata'],
  mechanism: Mechanism,
): TrainedModel {
  try {
    const model = readModel({ ...behind(tensors, mechanism), ...marksOf(tensors) }, behind(metadata, mechanism));
    assertComputable(model.parameters, model.shape);
    return model;
  } catch (cause) {
    throw new Error(`${mechanism.toUpperCase()}: ${reasonIn(cause)}.`, { cause });
  }
}

/** The marks stand in the file once, for all three models. */
function marksOf({ marks }: SafetensorsFile['tensors']): SafetensorsFile['tensors'] {
  return marks ? { marks } : {};
}

/** Returns what stands behind the mechanism's name. */
function behind<Value>(table: Readonly<Record<string, Value>>, mechanism: Mechanism): Record<string, Value> {
  const prefix = `${mechanism}.`;
  const own = Object.entries(table).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

function assertOneSet({ mha, gqa, mqa }: Readonly<Record<Mechanism, TrainedModel>>): void {
  const { dModel, numHeads } = mha.shape;
  if (!D_MODEL_CHOICES.includes(dModel) || !headChoices(dModel).includes(numHeads))
    throw new Error(`${numHeads} heads at d_model ${dModel} are not sizes that HeadRoom uses.`);
  for (const { shape } of [gqa, mqa])
    if (shape.dModel !== dModel || shape.numHeads !== numHeads)
      throw new Error('The three models differ in more than their KV heads.');
  const counts = [mha, gqa, mqa].map(({ shape }) => shape.numKvHeads);
  if (mha.shape.numKvHeads !== numHeads || mqa.shape.numKvHeads !== 1)
    throw new Error(`${counts.join(', ')} KV heads with ${numHeads} heads are not an MHA, a GQA and an MQA.`);
}
