/** For tests: the program in docs/recordings.md, which makes a recording without transformers. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { agreementOf } from '../../attention/recorded/agreement.ts';
import { fileRecordings } from '../recording/fileRecordings.ts';
import { FLOAT32_BOUND, type ProgramCase } from './programCase.ts';
import { standIn } from './standIn.ts';

const DOCS = readFileSync('docs/recordings.md', 'utf8');
const [, PROGRAM = ''] = /```python\n(.*?)```/s.exec(DOCS) ?? [];
const FILE = 'mine.safetensors';

export const DOCS_CASES: readonly ProgramCase[] = [
  {
    title: 'the program of docs/recordings.md writes what the page reads, and its maps follow from its q and k',
    program: 'recording-by-hand.py',
    text: PROGRAM,
    prepare: () => ({
      files: standIn(),
      writes: [FILE],
      async difference({ error, files }) {
        expect(error).toBe('');
        const file = new Blob([files[FILE] ?? new Uint8Array()]);
        const reader = fileRecordings(async () => {});
        const facts = await reader.readFacts(file, '');
        expect(facts).toMatchObject({
          name: 'mine',
          causal: true,
          layers: [{ numHeads: 4, numKvHeads: 2, headDim: 8 }],
        });
        expect(facts.tokens.map(({ label }) => label)).toEqual(['The', '␣cat', '␣sat']);
        const agreement = agreementOf(await reader.readLayer(file, facts, 0), facts);
        expect(agreement.cellsBeyond).toBe(0);
        return agreement.largestDifference;
      },
      bound: FLOAT32_BOUND,
    }),
  },
];
