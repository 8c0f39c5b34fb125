/** For tests: everything in PyTorch that the page shows or copies, and what the documents show beside it. */
import { DOCS_CASES } from './docsCases.ts';
import { MODEL_SCRIPT_CASES } from './modelScriptCases.ts';
import { MODULE_CASES } from './moduleCases.ts';
import type { ProgramCase } from './programCase.ts';
import { RECORDER_CASES } from './recorderCases.ts';
import { RUN_SCRIPT_CASES } from './runScriptCases.ts';

export const PROGRAM_CASES: readonly ProgramCase[] = [
  ...MODULE_CASES,
  ...RUN_SCRIPT_CASES,
  ...MODEL_SCRIPT_CASES,
  ...RECORDER_CASES,
  ...DOCS_CASES,
];

/** The texts by the names of their approved files. Throws where two texts would have one name. */
export function programTexts(): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { program, text } of PROGRAM_CASES) {
    if (texts[program] !== undefined && texts[program] !== text) throw new Error(`Two programs are called ${program}.`);
    texts[program] = text;
  }
  return texts;
}
