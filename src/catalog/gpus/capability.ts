import { isVerified } from '../schema/verified.ts';
import type { ComputeType, GpuEntry } from './gpuEntry.ts';

/** Memory of a GPU, and how it is known. */
export interface GpuMemory {
  readonly bytes: number;
  /** What was read: the driver's report, PyTorch's, or the number on the box. */
  readonly basis: 'driver' | 'PyTorch' | 'box';
  /** True if it is the number on the box, taken for decimal GB: close, and not what a program finds. */
  readonly isEstimate: boolean;
  readonly isVerified: boolean;
}

/** Returns the memory to compute with: what the driver reports if that is known, else what PyTorch sees, else the box. */
export function memoryOf(gpu: GpuEntry): GpuMemory {
  if (gpu.reportedMemoryMiB !== null) {
    const verified = isVerified(gpu, 'reportedMemoryMiB');
    return { bytes: gpu.reportedMemoryMiB * 2 ** 20, basis: 'driver', isEstimate: false, isVerified: verified };
  }
  if (gpu.torchTotalGiB !== undefined) {
    const bytes = Math.floor(gpu.torchTotalGiB * 2 ** 30);
    return { bytes, basis: 'PyTorch', isEstimate: false, isVerified: isVerified(gpu, 'torchTotalGiB') };
  }
  const verified = isVerified(gpu, 'marketedMemoryGB');
  return { bytes: gpu.marketedMemoryGB * 1e9, basis: 'box', isEstimate: true, isVerified: verified };
}

/** A number with whether anybody looked it up. */
export interface GpuRate {
  readonly perSecond: number;
  readonly isVerified: boolean;
}

/** Returns how many bytes a second its memory gives at best. */
export function bandwidthOf(gpu: GpuEntry): GpuRate {
  return { perSecond: gpu.memoryBandwidthGBps * 1e9, isVerified: isVerified(gpu, 'memoryBandwidthGBps') };
}

/** Operations a second in a number type, which may be another than was asked for. */
export interface GpuCompute extends GpuRate {
  readonly type: ComputeType;
}

/** Types that stand in for one another if a GPU does not compute in the first, or if its rate is not known: from nearest on. */
const STAND_INS: Readonly<Record<ComputeType, readonly ComputeType[]>> = {
  fp32: ['fp32'],
  fp16: ['fp16', 'bf16', 'fp32'],
  bf16: ['bf16', 'fp16', 'fp32'],
  fp8: ['fp8', 'bf16', 'fp16', 'fp32'],
  int8: ['int8', 'bf16', 'fp16', 'fp32'],
};

/**
 * Returns the peak rate of dense matrix products in `type`, or in the type that stands in for it: values in fp8 are widened to
 * bf16 where nothing multiplies fp8. Null if no rate is known.
 */
export function computeOf(gpu: GpuEntry, type: ComputeType): GpuCompute | null {
  for (const candidate of STAND_INS[type]) {
    const tflops = gpu.denseTflops[candidate];
    if (tflops !== null)
      return { type: candidate, perSecond: tflops * 1e12, isVerified: isVerified(gpu, `denseTflops.${candidate}`) };
  }
  return null;
}
