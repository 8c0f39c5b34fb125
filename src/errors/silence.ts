import { Clause } from './sentence.ts';

/** A server that has sent nothing for so long is taken to send nothing more; on a slow network a byte comes every second. */
export const SILENCE_MS = 30_000;

/** Carries a clause: who waited knows for what. */
export class Silence extends Clause {}

/** Settles as `sign` does, the next sign of progress; rejects with a `Silence` when there is none for `SILENCE_MS`. */
export async function beforeSilence<Sign>(sign: Promise<Sign>): Promise<Sign> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(`the server has sent nothing for ${SILENCE_MS / 1000} s`)), SILENCE_MS);
  });
  try {
    return await Promise.race([sign, silence]);
  } finally {
    clearTimeout(timer);
  }
}
