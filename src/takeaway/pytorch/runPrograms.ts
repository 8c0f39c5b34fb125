/** For tests: runs PyTorch programs of the page in PyTorch. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Outcome, PreparedCase } from './programCase.ts';

export interface ProgramRuns {
  /** The version of PyTorch that ran them. */
  readonly torch: string;
  /** In the order of the programs. */
  readonly results: readonly Outcome[];
}

/** All of it takes some seconds; importing PyTorch for the first time on a busy machine takes many. */
export const TIME_LIMIT_MS = 240_000;

/**
 * Runs all programs in one process of `python`, each in a folder of its own. Rejects where Python itself fails; what a
 * program throws is in its outcome.
 */
export async function runPrograms(
  python: string,
  programs: readonly { readonly text: string; readonly prepared: PreparedCase }[],
): Promise<ProgramRuns> {
  const root = mkdtempSync(join(tmpdir(), 'headroom-pytorch-'));
  try {
    const jobs = programs.map(({ text, prepared: { files, args, watch, layer } }, index) => {
      const folder = join(root, String(index));
      mkdirSync(folder);
      writeFileSync(join(folder, 'program.py'), text);
      for (const [name, bytes] of Object.entries(files ?? {})) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), bytes);
      }
      return { folder, args: args ?? [], watch: watch ?? [], layer: layer ?? null };
    });
    const [jobsFile, resultsFile] = [join(root, 'jobs.json'), join(root, 'results.json')];
    writeFileSync(jobsFile, JSON.stringify(jobs, listsOfNumbers));
    const program = join(import.meta.dirname, 'runPrograms.py');
    await promisify(execFile)(python, [program, jobsFile, resultsFile], { timeout: TIME_LIMIT_MS });
    const runs: ProgramRuns = JSON.parse(readFileSync(resultsFile, 'utf8'));
    const results = runs.results.map((result, index) => {
      const written = (programs[index]?.prepared.writes ?? []).filter((name) =>
        existsSync(join(root, `${index}`, name)),
      );
      const files = written.map((name) => [name, Uint8Array.from(readFileSync(join(root, `${index}`, name)))] as const);
      return { ...result, files: Object.fromEntries(files) };
    });
    return { ...runs, results };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** JSON would have typed arrays as tables. */
function listsOfNumbers(_: string, value: unknown): unknown {
  return value instanceof Float32Array ? [...value] : value;
}
