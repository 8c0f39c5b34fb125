import { handOver } from '../../threads/handOver.ts';
import { exposeWithLife } from '../../threads/workerEnd.ts';
import { fileReader } from './fileReader.ts';
import type { ModelReader } from './ModelReader.ts';

/** The worker's end: it has nothing else to do, and what it read leaves by transfer. */
const reader = fileReader(async () => {});

exposeWithLife({
  async readShipped(file, sha256) {
    const model = await reader.readShipped(file, sha256);
    return model && handOver(model);
  },
  readSet: async (file) => handOver(await reader.readSet(file)),
} satisfies ModelReader);
