import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

/** The path of the first of `names` that the PATH has. */
export function onPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Program {
  /** Settles with the first match of `pattern` in what the program prints; rejects when it ends before that. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends the program and waits until it has gone. */
  end(): Promise<void>;
}

/** Starts a program that runs until it is told to end, or until we end. */
export function startProgram(path: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    says: (pattern) => firstMatch(child, pattern, gone, path),
    async end() {
      child.kill();
      await gone;
      process.off('exit', kill);
    },
  };
}

function firstMatch(child: ChildProcess, pattern: RegExp, gone: Promise<void>, path: string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const hear = (chunk: Buffer) => {
      printed += chunk;
      const match = pattern.exec(printed);
      if (match) resolve(match);
    };
    for (const stream of [child.stdout, child.stderr] as (Readable | null)[]) stream?.on('data', hear);
    gone.then(() => reject(new Error(`${path} ended before it was ready:\n${printed}`)));
  });
}
