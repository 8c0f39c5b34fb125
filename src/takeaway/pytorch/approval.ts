/**
 * For tests: the texts that PyTorch ran and the reference agreed with, and the record of that run. A machine without PyTorch
 * can tell by them that a text is still the one that ran.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'approved');
const RECORD = 'record.json';
const COMMAND = 'npm run approve:pytorch';

export interface ApprovedPrograms {
  /** By name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly record: ApprovalRecord;
}

/** What a run in PyTorch leaves behind. */
export interface ApprovalRecord {
  readonly writtenBy: string;
  /** The version that ran. */
  readonly torch: string;
  readonly programs: Readonly<Record<string, ProgramRecord>>;
}

export interface ProgramRecord {
  /** From the float64 reference, in all cases of the program. */
  readonly largestDifference: string;
  /** Of the text, the version and the difference, in hexadecimal. */
  readonly sha256: string;
}

/** The record of a run in which each of `texts` stayed that far from the reference. */
export function recordOf(
  torch: string,
  texts: Readonly<Record<string, string>>,
  differences: Readonly<Record<string, number>>,
): ApprovalRecord {
  const programs = Object.entries(texts).map(([name, text]) => {
    const largestDifference = (differences[name] ?? NaN).toExponential(1);
    return [name, { largestDifference, sha256: hashOf(text, torch, largestDifference) }] as const;
  });
  return { writtenBy: COMMAND, torch, programs: Object.fromEntries(programs) };
}

/** What is wrong with the approval of a text, as a sentence that says what to do; `undefined` where nothing is. */
export function approvalFault(name: string, text: string, { texts, record }: ApprovedPrograms): string | undefined {
  const approve = `Run ${COMMAND} where Python has PyTorch: it runs the text and, if it is right, approves it.`;
  const [approved, entry] = [texts[name], record.programs[name]];
  if (approved === undefined || !entry) return `PyTorch has never run ${name}. ${approve}`;
  if (approved !== text) return `${name} is no longer the text that PyTorch ran. ${approve}`;
  if (hashOf(text, record.torch, entry.largestDifference) !== entry.sha256)
    return `${name} is approved by hand, not by a run. ${approve}`;
  return undefined;
}

export function readApproved(): ApprovedPrograms {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.py'));
  const texts = names.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
  return { texts: Object.fromEntries(texts), record: JSON.parse(readFileSync(join(FOLDER, RECORD), 'utf8')) };
}

/** Puts these in the place of everything that was approved before. */
export function writeApproved({ texts, record }: ApprovedPrograms): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(FOLDER, name), text);
  writeFileSync(join(FOLDER, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

function hashOf(text: string, torch: string, largestDifference: string): string {
  return createHash('sha256').update(`${torch}\n${largestDifference}\n${text}`).digest('hex');
}
