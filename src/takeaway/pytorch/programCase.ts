/** For tests: what it takes to run a PyTorch program of the page and to say whether it is right. */
import type { Float32Tensor } from '../../safetensors/format.ts';

/** A program that is run, on one input. Several cases may share a program. */
export interface ProgramCase {
  /** A true sentence, for the test. */
  readonly title: string;
  /** The approved file of the text, e.g. `module-gqa-d48-h6-kv3-t5-causal-bias.py`. */
  readonly program: string;
  readonly text: string;
  /** Made when the program is about to run: most readers of the cases want the texts alone. */
  prepare(): PreparedCase;
}

export interface PreparedCase {
  /** What lies beside the program, by name, or by path within the program's folder. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** The program's arguments. */
  readonly args?: readonly string[];
  /** What the program's object `attention` is to compute, in float64, after the program has run. */
  readonly layer?: { readonly weights: Readonly<Record<string, Float32Tensor>>; readonly x: Float32Tensor };
  /** Names of files that the program is to write. */
  readonly writes?: readonly string[];
  /** Variables to be noted with each line that the program prints. */
  readonly watch?: readonly string[];
  /**
   * The largest difference between what the program computed and the float64 reference, in proportion to numbers above 1;
   * 0 where the program had to stop. Throws where it did, printed or computed something else than it should.
   */
  difference(outcome: Outcome): number | Promise<number>;
  /** What `difference` has to stay below. */
  readonly bound: number;
}

/** What a program did. Tensors come as flat lists. */
export interface Outcome {
  readonly prints: readonly { readonly text: string; readonly variables: Readonly<Record<string, unknown>> }[];
  /** The exception that ended it, e.g. `AssertionError: …`; empty where it ended well. */
  readonly error: string;
  /** The files that it wrote, by name; those that it did not write are missing. */
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  readonly layer: { readonly output: readonly number[]; readonly weights: readonly number[] } | null;
}

/** Both compute in float64. */
export const FLOAT64_BOUND = 1e-9;

/** One of both was rounded to float32. */
export const FLOAT32_BOUND = 1e-6;
