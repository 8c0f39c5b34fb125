import type { ElementType } from '../attention/cost/elementTypes.ts';

/** How weights are counted if nobody chose a type. */
export interface NativeWeights {
  readonly type: ElementType;
  /** Sentence about what was taken for it; null if the model's own type says all. */
  readonly remark: string | null;
}

/** Types by the words they begin with. */
const BEGINNINGS: readonly (readonly [RegExp, ElementType])[] = [
  [/^(fp32|float32|float)\b/, 'fp32'],
  [/^(bf16|bfloat16)\b/, 'bf16'],
  [/^(fp16|float16|half)\b/, 'fp16'],
  [/^(fp8|float8)(\b|_)/, 'fp8'],
  [/^int8\b/, 'int8'],
  [/^(int4|[mn][vx]fp4|nf4|fp4)\b/, 'int4'],
];

/** Returns the type that weights are counted in, from the words of its maker ("bf16", "fp8 (e4m3)", "mxfp4 MoE / bf16"). */
export function weightTypeOf(nativeDtype: string | null): NativeWeights {
  const words = nativeDtype?.trim().toLowerCase() ?? '';
  if (words === '')
    return { type: 'bf16', remark: 'The type of its weights is not known: they are counted as bf16, 2 bytes each.' };
  const type = BEGINNINGS.find(([beginning]) => beginning.test(words))?.[1];
  if (type === undefined)
    return {
      type: 'bf16',
      remark: `Its weights are “${nativeDtype}”, which does not say how many bits each takes: they are counted as bf16, 2 bytes each. Choose a type to count them in another.`,
    };
  const isWhole = /^(fp32|bf16|fp16)$/.test(words);
  if (isWhole) return { type, remark: null };
  return {
    type,
    remark: `Its weights are “${nativeDtype}”: all of them are counted as ${type}, without scales and without those that stayed wider.`,
  };
}
