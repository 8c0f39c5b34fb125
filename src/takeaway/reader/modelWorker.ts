import { expose, transfer } from 'comlink';
import type { TrainedModel } from '../../attention/trained/trainedModel.ts';
import { fileReader } from './fileReader.ts';
import type { ModelReader } from './ModelReader.ts';

/** The worker's end: it has nothing else to do, and what it read leaves by transfer. */
const reader = fileReader(async () => {});

expose({
  async readShipped(file, sha256) {
    const model = await reader.readShipped(file, sha256);
    return model && transfer(model, buffersOf(model));
  },
  async readSet(file) {
    const set = await reader.readSet(file);
    return transfer(set, Object.values(set.models).flatMap(buffersOf));
  },
} satisfies ModelReader);

function buffersOf({ parameters }: TrainedModel): ArrayBuffer[] {
  return Object.values(parameters).map(({ buffer }) => buffer as ArrayBuffer);
}
