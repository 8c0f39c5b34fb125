/** For tests: "Copy as PyTorch" of models, trained and not. */
import { expect } from 'vitest';
import { shapeOf } from '../../attention/sharing.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../../attention/trained/trainedModel.ts';
import type { AttentionShape, Mechanism } from '../../attention/types.ts';
import { decodeSafetensors } from '../../safetensors/decode.ts';
import { encodeSafetensors } from '../../safetensors/encode.ts';
import type { SafetensorsFile } from '../../safetensors/format.ts';
import { MODEL_SET_FILE_NAME, modelSetFile } from '../modelSetFile.ts';
import { modelSetScript } from '../modelSetScript.ts';
import { modelsDifference, WATCHED_OF_MODELS } from './modelsDifference.ts';
import { FLOAT64_BOUND, type ProgramCase } from './programCase.ts';
import { shippedSet } from './shippedSet.ts';
import { sizesName } from './sizesName.ts';

const UNTRAINED = untrainedSet({ dModel: 32, numHeads: 8, numKvHeads: 2 });
const SHIPPED = shippedSet();

/** What the script reads where it is given no text. */
const OWN_TEXT = 'to be or not to be or';

export const MODEL_SCRIPT_CASES: readonly ProgramCase[] = [
  rightCase('untrained models, the script’s own text', UNTRAINED),
  rightCase('trained models, the script’s own text', SHIPPED),
  rightCase('trained models, a text with marks', SHIPPED, 'one , two . one , three ( one'),
  rightCase('trained models, one word', SHIPPED, 'one'),
  stoppedCase('an array is missing', ({ 'gqa.norm.bias': _, ...others }) => others, /Missing key\(s\).*"norm\.bias"/),
  stoppedCase(
    'an array is left over',
    (tensors) => ({ ...tensors, 'mqa.extra': { shape: [1], data: Float32Array.of(1) } }),
    /Unexpected key\(s\).*"extra"/,
  ),
];

function programOf(set: ModelSet): Pick<ProgramCase, 'program' | 'text'> {
  return {
    program: `models-${sizesName(set.models.gqa.shape)}.py`,
    text: modelSetScript(set, MODEL_SET_FILE_NAME),
  };
}

function rightCase(what: string, set: ModelSet, text?: string): ProgramCase {
  return {
    ...programOf(set),
    title: `the script of models computes and prints what the reference does: ${what}`,
    prepare: () => ({
      files: { [MODEL_SET_FILE_NAME]: modelSetFile(set) },
      args: text === undefined ? [] : [MODEL_SET_FILE_NAME, text],
      watch: WATCHED_OF_MODELS,
      difference: (outcome) => modelsDifference(outcome, set, (text ?? OWN_TEXT).split(' ')),
      bound: FLOAT64_BOUND,
    }),
  };
}

function stoppedCase(
  what: string,
  change: (tensors: SafetensorsFile['tensors']) => SafetensorsFile['tensors'],
  fault: RegExp,
): ProgramCase {
  return {
    ...programOf(UNTRAINED),
    title: `the script of models stops where ${what}`,
    prepare: () => {
      const { tensors, metadata } = decodeSafetensors(modelSetFile(UNTRAINED));
      return {
        files: { [MODEL_SET_FILE_NAME]: encodeSafetensors(change(tensors), metadata) },
        difference: ({ error }) => {
          expect(error).toMatch(fault);
          return 0;
        },
        bound: FLOAT64_BOUND,
      };
    },
  };
}

function untrainedSet(shape: AttentionShape): ModelSet {
  const modelOf = (mechanism: Mechanism): TrainedModel => {
    const card = { recipe: SHIPPED_RECIPE, seed: 0, steps: 0, figures: {}, revision: 'none' };
    const own = shapeOf(mechanism, shape);
    return { shape: own, parameters: initialParameters(own, 0), card };
  };
  return { title: 'untrained', models: { mha: modelOf('mha'), gqa: modelOf('gqa'), mqa: modelOf('mqa') } };
}
