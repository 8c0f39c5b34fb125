import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTransformers } from '../../../scripts/findPython.mjs';
import { agreementOf } from '../../attention/recorded/agreement.ts';
import { fileRecordings } from '../recording/fileRecordings.ts';
import { recorderScript } from '../recording/recorderScript.ts';
import { TIME_LIMIT_MS } from './runPrograms.ts';

const python = findTransformers();
const TEXT = 'to be é';
/** As bytes: the models of this test know no longer tokens. */
const LABELS = ['t', 'o', '␣', 'b', 'e', '␣', '\\xC3', '\\xA9'];

// The stand-in that other tests run the recorder on is held to this, where a Python has the real library.
describe.skipIf(!python)('the recorder, run on the real transformers', () => {
  let root = '';
  const run = (args: readonly string[]) =>
    promisify(execFile)(python ?? '', args, { timeout: TIME_LIMIT_MS, env: { ...process.env, HF_HUB_OFFLINE: '1' } });

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'headroom-transformers-'));
    writeFileSync(join(root, 'record.py'), recorderScript());
    await run([join(import.meta.dirname, 'makeModels.py'), root]);
  }, TIME_LIMIT_MS);

  afterAll(() => rmSync(root, { recursive: true }));

  const record = (family: string) =>
    run([join(root, 'record.py'), join(root, family), TEXT, join(root, `${family}.safetensors`)]);

  it.each([
    ['llama', 2, 8, 7],
    ['mistral', 2, 8, 3],
    ['qwen3', 1, 16, 7],
    ['gpt2', 4, 8, 7],
    ['gpt_bigcode', 1, 8, 7],
  ])(
    'writes maps of %s that follow from its q and k',
    async (family, numKvHeads, headDim, back) => {
      await record(family);
      const file = await openAsBlob(join(root, `${family}.safetensors`));
      const reader = fileRecordings(async () => {});
      const facts = await reader.readFacts(file, '');
      expect(facts.tokens.map(({ label }) => label)).toEqual(LABELS);
      expect(facts.layers).toEqual([0, 1].map((layer) => ({ layer, numHeads: 4, numKvHeads, headDim })));
      for (const index of [0, 1]) {
        const agreement = agreementOf(await reader.readLayer(file, facts, index), facts);
        expect(agreement).toMatchObject({ cellsBeyond: 0, reach: { back, ahead: 0 } });
      }
    },
    TIME_LIMIT_MS,
  );

  it(
    'writes the maps alone of a model that does not show its q, with its KV heads',
    async () => {
      const { stdout } = await record('falcon');
      expect(stdout).toContain('q, k and v are left out of all layers');
      const facts = await fileRecordings(async () => {}).readFacts(
        await openAsBlob(join(root, 'falcon.safetensors')),
        '',
      );
      expect(facts.layers).toEqual([0, 1].map((layer) => ({ layer, numHeads: 4, numKvHeads: 1, headDim: null })));
    },
    TIME_LIMIT_MS,
  );

  it(
    'stops at a model without attention',
    async () => {
      await expect(record('mamba')).rejects.toThrow(/mamba gave no maps: its attention is fused/);
      expect(existsSync(join(root, 'mamba.safetensors'))).toBe(false);
    },
    TIME_LIMIT_MS,
  );
});
