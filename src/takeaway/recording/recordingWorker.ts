import { handOver } from '../../threads/handOver.ts';
import { exposeWithLife } from '../../threads/workerEnd.ts';
import { fileRecordings } from './fileRecordings.ts';
import type { RecordingReader } from './RecordingReader.ts';

/** The worker's end: it has nothing else to do, and the layers that it read leave by transfer. */
const reader = fileRecordings(async () => {});

exposeWithLife({
  readFacts: (file, name) => reader.readFacts(file, name),
  readLayer: async (file, facts, index) => handOver(await reader.readLayer(file, facts, index)),
} satisfies RecordingReader);
