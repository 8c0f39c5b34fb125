import type { CheckpointConfig } from '../../attention/checkpoint/config.ts';
import { planOf } from '../../attention/checkpoint/plan.ts';
import { type Completeness, completenessOf } from '../../attention/checkpoint/tensors.ts';
import { parseCheckpointConfig } from '../../catalog/config/checkpoint/readCheckpointConfig.ts';
import { looseJsonOf } from '../../catalog/config/parseModelConfig.ts';
import { quoted } from '../../errors/quoted.ts';
import { assertReadable } from '../../safetensors/numbers.ts';
import { openTensorFiles } from '../../safetensors/tensorFiles.ts';
import { type CheckpointFiles, findCheckpoint, namesText, type PickedFile } from './findFiles.ts';
import { readText } from './readText.ts';

/** A model of the user's own, found and checked: nothing of its weights has been read but their names and sizes. */
export interface Checkpoint {
  /** What to call it: the folder's name, else that in config.json, else its family's. */
  readonly name: string;
  readonly files: CheckpointFiles;
  readonly config: CheckpointConfig;
  /** Layers that are whole, from the first on; at least one. */
  readonly wholeLayers: number;
  /** True when the tensors are there that tell the next token. */
  readonly hasHead: boolean;
  /** Type of the weights in the file: "BF16". */
  readonly type: string;
  /** Bytes of all files with weights. */
  readonly bytes: number;
  /** Sentences about what the files lack. */
  readonly remarks: readonly string[];
}

/** A hundred times any config.json. */
const MOST_CONFIG_BYTES = 2 ** 20;

/**
 * Finds a model among files and checks that the sizes of its tensors are those of its configuration. Rejects with a sentence if there
 * is none, if it is not supported, or if its files contradict each other.
 */
export async function openCheckpoint(picked: readonly PickedFile[]): Promise<Checkpoint> {
  const found = await findCheckpoint(picked);
  const text = await readText(found.config, MOST_CONFIG_BYTES);
  const reading = parseCheckpointConfig(text);
  if ('refusal' in reading) throw new Error(refusalText(reading.refusal.sentence));
  const { config } = reading;
  const source = await openTensorFiles(found.weights);
  const plan = planOf(config, source);
  const completeness = completenessOf(plan, source);
  const { wholeLayers, missing, hasHead, tensors } = completeness;
  if (wholeLayers === 0)
    throw new Error(`The files hold no whole layer: they have no tensor “${missing}”.${shardsText(found)}`);
  for (const name of tensors) assertReadable(name, source.typeOf(name) ?? '');
  return {
    name: found.folder || nameIn(text) || config.modelType,
    files: found,
    config,
    wholeLayers,
    hasHead,
    type: source.typeOf(plan.layer(0).q.weight) ?? '',
    bytes: found.weights.reduce((sum, file) => sum + file.size, 0),
    remarks: remarksOn(found, config, completeness),
  };
}

/** A refusal may begin with the name of a field, and what is told as a sentence has to begin with a capital letter. */
function refusalText(sentence: string): string {
  return /^[a-z]/.test(sentence) ? `In config.json, ${sentence}` : sentence;
}

/** Returns the last part of the name that the file gives its model; empty if it gives none. */
function nameIn(text: string): string {
  const json = looseJsonOf(text);
  const name = 'value' in json ? (json.value as { _name_or_path?: unknown })._name_or_path : null;
  return typeof name === 'string' ? quoted(name.split('/').at(-1) ?? '') : '';
}

function remarksOn(files: CheckpointFiles, { numLayers }: CheckpointConfig, completeness: Completeness): string[] {
  const { wholeLayers, missing, hasHead } = completeness;
  if (missing !== null) {
    const layers = wholeLayers === 1 ? 'Layer 1 is' : `Layers 1 to ${wholeLayers} are`;
    return [
      `${layers} here, of ${numLayers}, and no next word: the files have no tensor “${missing}”.${shardsText(files)}`,
    ];
  }
  if (!hasHead)
    return [`All layers are here, but no next word: the files have no last projection.${shardsText(files)}`];
  return [];
}

function shardsText({ missingWeights }: CheckpointFiles): string {
  if (missingWeights.length === 0) return '';
  const verb = missingWeights.length === 1 ? 'is' : 'are';
  return ` ${namesText(missingWeights)} ${verb} not among these files.`;
}
