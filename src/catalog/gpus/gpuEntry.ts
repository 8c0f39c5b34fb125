/** Number types in which a GPU multiplies matrices. */
export const COMPUTE_TYPES = ['fp32', 'fp16', 'bf16', 'fp8', 'int8'] as const;

export type ComputeType = (typeof COMPUTE_TYPES)[number];

/** Facts about an accelerator, as `gpus.json` has them: stated by a source, not derived. */
export interface GpuEntry {
  readonly name: string;
  /** `unified`: memory that it shares with the system. */
  readonly kind: 'gpu' | 'unified' | 'tpu';
  /** Number on the box: neither GB nor GiB. */
  readonly marketedMemoryGB: number;
  /** Memory as its driver reports it (`nvidia-smi`); null if it reports none. */
  readonly reportedMemoryMiB: number | null;
  /** Memory as PyTorch sees it, a little less, if a log showed it. */
  readonly torchTotalGiB?: number;
  /** Decimal GB a second. */
  readonly memoryBandwidthGBps: number;
  /**
   * Peak of 10¹² operations a second in matrix products without sparsity, with sums in 32 bits; null if not known or if it does
   * not compute in that type. A multiplication and an addition are two.
   */
  readonly denseTflops: Readonly<Record<ComputeType, number | null>>;
  readonly tflopsSource: string;
  readonly source: string;
  readonly reportedSource?: string;
  /** Reservation about the source as a whole. */
  readonly sourceCaveat?: string;
  /** `yes` if every field was looked up. */
  readonly verified: 'yes' | 'partial';
  /** Fields that nobody looked up; a part of one as "denseTflops.int8". */
  readonly unverifiedFields: readonly string[];
  readonly note: string;
  readonly tflopsNote?: string;
}
