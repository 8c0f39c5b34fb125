import { formatCount } from '../../../attention/numbers/format.ts';
import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import type { GgufFields } from './GgufFields.ts';

/** Which layers have a window: all but one of `period`, the last of them or the first. A period of 1 is none, of 0 all. */
interface Pattern {
  readonly period: number;
  readonly isFullFirst?: boolean;
}

/** The period that an architecture's own code takes; a file may name another. Source: llama.cpp, calls of `set_swa_pattern`. */
const PATTERNS: Readonly<Record<string, Pattern>> = {
  afmoe: { period: 4 },
  cohere2: { period: 4 },
  'exaone-moe': { period: 4 },
  exaone4: { period: 4 },
  gemma2: { period: 2 },
  gemma3: { period: 6 },
  gemma3n: { period: 5 },
  'gpt-oss': { period: 2 },
  laguna: { period: 4, isFullFirst: true },
  llama4: { period: 4 },
  olmo2: { period: 4 },
  // llama.cpp does not use its window.
  phi3: { period: 1 },
  plamo3: { period: 8 },
  smallthinker: { period: 4, isFullFirst: true },
};
/** Llama 4's chunk, which its files do not name. */
const LLAMA4_CHUNK = 8192;
const MOST_WINDOW = 1e9;

export interface Windows {
  readonly kind: 'sliding' | 'chunked';
  readonly tokens: number;
  /** True for each layer that has one. */
  readonly layers: readonly boolean[];
}

/** Returns which layers have a window; null if none has, or if nobody says which, which is noted. */
export function windowsOf(fields: GgufFields, layers: number): Windows | null {
  const { architecture } = fields;
  const given = fields.whole('attention.sliding_window', MOST_WINDOW, 0);
  const isChunked = architecture === 'llama4';
  const tokens =
    given === undefined && isChunked
      ? fields.assume('attention.sliding_window', LLAMA4_CHUNK, 'its chunk')
      : (given ?? 0);
  if (tokens === 0) return null;
  const which = layersWith(fields, layers);
  if (which === null) {
    fields.notes.push(
      `${fields.path('attention.sliding_window')} is ${formatCount(tokens)}, and neither the file nor a rule says which layers have this window: all are counted as keeping every token.`,
    );
    return null;
  }
  if (!which.includes(true)) {
    fields.notes.push(
      `${fields.path('attention.sliding_window')} is ${formatCount(tokens)}, and by the rule of ${quoted(architecture)} in llama.cpp no layer uses it.`,
    );
    return null;
  }
  return { kind: isChunked ? 'chunked' : 'sliding', tokens, layers: which };
}

function layersWith(fields: GgufFields, layers: number): boolean[] | null {
  const name = 'attention.sliding_window_pattern';
  const pattern = fields.value(name);
  if (Array.isArray(pattern)) {
    if (pattern.length < layers)
      throw new NotRead(
        `${fields.path(name)} has ${formatCount(pattern.length)} entries, but the model has ${formatCount(layers)} layers.`,
      );
    return pattern.slice(0, layers).map(Boolean);
  }
  const rule = Object.hasOwn(PATTERNS, fields.architecture) ? PATTERNS[fields.architecture] : undefined;
  const given = fields.whole(name, 10_000, 0);
  if (given === undefined && rule === undefined) return null;
  const period = given ?? fields.assume(name, rule?.period ?? 0, 'all layers but one of so many have the window');
  return Array.from({ length: layers }, (_, layer) => {
    if (period === 0) return true;
    return rule?.isFullFirst ? layer % period !== 0 : layer % period < period - 1;
  });
}
