import { NOT_FINITE } from '../Engine.ts';
import { ReadBackFailure } from '../ops/readBack.ts';

/** A part of a model gave NaN or an infinity; the reason is the end of a sentence, if one is known. */
export class NotFinite extends Error {
  override readonly name = 'NotFinite';
  readonly reason: string | undefined;

  constructor(reason?: string) {
    super(`The model gives ${NOT_FINITE}.`);
    this.reason = reason;
  }
}

/** True when all numbers are finite: a sum is finite only if its terms are. */
export function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  return Number.isFinite(sum);
}

/** Throws if a tensor of the model's files holds a number that is not finite. */
export function assertTensorFinite(name: string, values: Float32Array): void {
  if (!areFinite(values)) throw new NotFinite(`its tensor “${name}” holds one`);
}

/** Does a part of a model's work, and says which part it was if that gives NaN or an infinity. */
export async function namingPart<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotFinite) && !(error instanceof ReadBackFailure)) throw error;
    const reason = (error instanceof NotFinite && error.reason) || 'its numbers are too large for float32';
    throw new Error(`${part} of this model gives ${NOT_FINITE}: ${reason}.`, { cause: error });
  }
}
