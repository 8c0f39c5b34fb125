import { beforeAll, describe, expect, it } from 'vitest';
import { findPytorch } from '../../../scripts/findPython.mjs';
import { recordOf, writeApproved } from './approval.ts';
import { PROGRAM_CASES, programTexts } from './cases.ts';
import type { Outcome, PreparedCase } from './programCase.ts';
import { runPrograms, TIME_LIMIT_MS } from './runPrograms.ts';

const python = findPytorch();

// `npm test` says in a line where PyTorch is missing, and how to get it.
describe.skipIf(!python)('the PyTorch that the page shows and copies, run by PyTorch', () => {
  let torch = '';
  let ran: readonly { readonly prepared: PreparedCase; readonly outcome: Outcome | undefined }[] = [];

  beforeAll(async () => {
    const programs = PROGRAM_CASES.map(({ text, prepare }) => ({ text, prepared: prepare() }));
    const runs = await runPrograms(python ?? '', programs);
    torch = runs.torch;
    ran = programs.map(({ prepared }, index) => ({ prepared, outcome: runs.results[index] }));
  }, 2 * TIME_LIMIT_MS);

  /** The difference of case `index`. Throws where it is not below its bound, or something else is wrong. */
  async function differenceOf(index: number): Promise<number> {
    const { prepared, outcome } = ran[index] ?? {};
    if (!prepared || !outcome) throw new Error(`There is no outcome of case ${index}.`);
    const difference = await prepared.difference(outcome);
    expect(difference).toBeLessThan(prepared.bound);
    return difference;
  }

  it.each(PROGRAM_CASES.map(({ title }, index) => [title, index] as const))('%s', async (_, index) => {
    expect(await differenceOf(index)).toBeGreaterThanOrEqual(0);
  });

  // `npm run approve:pytorch` asks for it.
  if (process.env['APPROVE_PYTORCH'])
    it('becomes the approved one if all of it is right', async () => {
      const differences: Record<string, number> = {};
      for (const [index, { program }] of PROGRAM_CASES.entries())
        differences[program] = Math.max(differences[program] ?? 0, await differenceOf(index));
      const texts = programTexts();
      writeApproved({ texts, record: recordOf(torch, texts, differences) });
    });
});
