/** Types of cached elements and of weights, the widest first. */
export const ELEMENT_TYPES = ['fp32', 'bf16', 'fp16', 'fp8', 'int8', 'int4'] as const;
export type ElementType = (typeof ELEMENT_TYPES)[number];

const BITS: Readonly<Record<ElementType, bigint>> = { fp32: 32n, bf16: 16n, fp16: 16n, fp8: 8n, int8: 8n, int4: 4n };

/** Scales of quantised elements: `bytes` for each `elements` of one head's vector, and for what is left over at its end. */
export interface Scales {
  readonly elements: number;
  readonly bytes: number;
}

/** How elements are stored. Without scales, none are counted: vLLM's fp8 has one a tensor, which no figure shows. */
export interface ElementFormat {
  readonly type: ElementType;
  readonly scales?: Scales | null | undefined;
}

/** Bits of one element, its scale left out. */
export function bitsOf(type: ElementType): bigint {
  return BITS[type];
}

/** Bytes of one element: 4, 2, 1 or ½, its scale left out. */
export function bytesPerElementOf(type: ElementType): number {
  return Number(BITS[type]) / 8;
}

/**
 * Bytes of one head's vector of one token, in whole bytes: seven int4 elements take four. Scales are counted in, a whole one
 * for the rest of a vector that they do not divide.
 */
export function vectorBytes(width: number, { type, scales }: ElementFormat): bigint {
  const elements = ceilDiv(BigInt(width) * BITS[type], 8n);
  return scales ? elements + ceilDiv(BigInt(width), BigInt(scales.elements)) * BigInt(scales.bytes) : elements;
}

/** Bytes of `parameters` weights, in whole bytes; scales and what stays unquantised are left out. */
export function weightBytesOf(parameters: number | bigint, type: ElementType): bigint {
  return ceilDiv(BigInt(parameters) * BITS[type], 8n);
}

/** @param dividend ≥ 0  @param divisor ≥ 1 */
export function ceilDiv(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
