import { expect, test } from 'vitest';
import { isVerified } from '../schema/verified.ts';
import { bandwidthOf, computeOf, memoryOf } from './capability.ts';
import { checkGpus } from './checkGpus.ts';
import { COMPUTE_TYPES, type GpuEntry } from './gpuEntry.ts';
import { findGpus, GPUS, gpuById, gpuIdOf } from './gpus.ts';

function gpu(name: string): GpuEntry {
  const found = GPUS.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`The catalog has no ${name}.`);
  return found;
}

test('the catalog’s GPUs are as their schema says', () => {
  expect(checkGpus(GPUS)).toEqual([]);
  expect(GPUS).toHaveLength(29);
});

const h100 = gpu('NVIDIA H100 80GB SXM');

test.each([
  [{ colour: 'green' }, 'field “colour” is unknown.'],
  [{ reportedMemoryMiB: 81_559.5 }, 'field “reportedMemoryMiB” is 81559.5, not a whole number from 1 on.'],
  [{ memoryBandwidthGBps: '3,350' }, 'field “memoryBandwidthGBps” is "3,350", not a number above 0.'],
  [{ source: '' }, 'field “source” is "", not a text.'],
  [{ tflopsSource: undefined }, 'field “tflopsSource” is undefined, not a text.'],
  [{ kind: 'cpu' }, 'field “kind” is "cpu", not one of "gpu", "unified", "tpu".'],
  [{ denseTflops: { fp16: 1 } }, 'field “denseTflops” lacks its part “fp32”.'],
  [{ denseTflops: { ...h100.denseTflops, fp4: 1 } }, 'field “denseTflops” has an unknown part “fp4”.'],
  [{ denseTflops: { ...h100.denseTflops, fp8: 0 } }, 'is 0, not a number above 0 (its part “fp8”).'],
  [
    { denseTflops: Object.fromEntries(COMPUTE_TYPES.map((type) => [type, null])) },
    'field “denseTflops” has no number for any type.',
  ],
  [
    { verified: 'partial', unverifiedFields: ['flops'] },
    'field “unverifiedFields” names “flops”, which is not a field.',
  ],
  [{ unverifiedFields: ['denseTflops.fp8'] }, 'field “verified” is “yes”, and the fields that nobody verified'],
  [{ torchTotalGiB: 80 }, 'field “torchTotalGiB” is 80, more than the driver reports.'],
])('a wrong field is told with GPU and field: %j', (change, complaint) => {
  const complaints = checkGpus([{ ...h100, ...change }]);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain('GPU “NVIDIA H100 80GB SXM”: field');
  expect(complaints[0]).toContain(complaint);
});

test('two GPUs with one link are told', () => {
  expect(checkGpus([h100, h100])[0]).toContain('the link “nvidia-h100-80gb-sxm”, which another GPU has.');
});

test('memory is what the driver reports, which is neither GB nor GiB of the box', () => {
  expect(memoryOf(h100)).toEqual({
    bytes: 81_559 * 1_048_576,
    basis: 'driver',
    isEstimate: false,
    isVerified: true,
  });
  expect(memoryOf(gpu('NVIDIA T4')).isVerified).toBe(false);
});

test('memory is what PyTorch sees if no driver reports any, and the box’s at last, as an estimate', () => {
  const { torchTotalGiB, ...silent } = { ...gpu('NVIDIA B200'), reportedMemoryMiB: null };
  const seen = memoryOf({ ...silent, torchTotalGiB: torchTotalGiB ?? 0 });
  expect(seen).toEqual({ bytes: 191_501_854_310, basis: 'PyTorch', isEstimate: false, isVerified: true });
  expect(memoryOf(silent)).toEqual({ bytes: 180e9, basis: 'box', isEstimate: true, isVerified: true });
  expect(memoryOf(gpu('Apple M2 Ultra 192GB')).isEstimate).toBe(true);
});

test('bandwidth is in bytes a second', () => {
  expect(bandwidthOf(h100)).toEqual({ perSecond: 3.35e12, isVerified: true });
  expect(bandwidthOf(gpu('NVIDIA T4')).isVerified).toBe(false);
});

test('a GPU computes in the type that is asked for, or in the nearest that it has', () => {
  expect(computeOf(h100, 'fp8')).toEqual({ type: 'fp8', perSecond: 1978.9e12, isVerified: true });
  expect(computeOf(gpu('NVIDIA A100 80GB SXM'), 'fp8')).toEqual({ type: 'bf16', perSecond: 312e12, isVerified: true });
  expect(computeOf(gpu('NVIDIA T4'), 'bf16')?.type).toBe('fp16');
  expect(computeOf(gpu('NVIDIA V100 32GB'), 'int8')?.type).toBe('fp16');
  expect(computeOf(gpu('NVIDIA A30'), 'int8')).toMatchObject({ type: 'int8', isVerified: false });
  expect(computeOf(gpu('Google TPU v5e (one chip)'), 'fp32')).toBeNull();
  const unsure = { ...h100, denseTflops: { ...h100.denseTflops, fp8: null }, unverifiedFields: ['denseTflops.bf16'] };
  expect(computeOf(unsure, 'fp8')).toEqual({ type: 'bf16', perSecond: 989.4e12, isVerified: false });
});

test('rates are dense: 8-bit types take twice the 16-bit rate at most, four times where 16 bits are slowed down', () => {
  for (const entry of GPUS) {
    const { fp16, bf16, fp8, int8 } = entry.denseTflops;
    const sixteen = bf16 ?? fp16 ?? 0;
    if (fp16 !== null && bf16 !== null) expect(bf16, entry.name).toBe(fp16);
    if (fp8 !== null) expect(fp8 / sixteen, entry.name).toBeCloseTo(2, 1);
    if (int8 !== null) expect(int8 / sixteen, entry.name).toBeLessThanOrEqual(4.01);
  }
});

test('what nobody looked up is marked, also a part of a field', () => {
  expect(isVerified(h100, 'denseTflops.fp8')).toBe(true);
  expect(isVerified(gpu('NVIDIA A10G'), 'denseTflops.fp16')).toBe(false);
  expect(isVerified(gpu('AMD MI300X'), 'denseTflops.int8')).toBe(false);
  expect(isVerified(gpu('AMD MI300X'), 'denseTflops.bf16')).toBe(true);
  for (const entry of GPUS)
    if (entry.tflopsSource.startsWith('from memory'))
      expect(isVerified(entry, 'denseTflops.fp16'), entry.name).toBe(false);
});

test('every GPU has a link of its own, by which it is found, and is found by typing', () => {
  expect(new Set(GPUS.map(gpuIdOf)).size).toBe(GPUS.length);
  expect(gpuById('nvidia-h100-80gb-sxm')).toBe(h100);
  expect(gpuById('nvidia-h100')).toBeUndefined();
  expect(findGpus(GPUS, 'sxm h100')).toEqual([h100]);
  expect(findGpus(GPUS, 'rtx4090').map(({ name }) => name)).toEqual(['NVIDIA RTX 4090']);
  expect(findGpus(GPUS, 'gaudi')).toEqual([]);
});
