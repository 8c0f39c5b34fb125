import { firstProblem } from '../costInput.ts';
import type { ElementType } from '../elementTypes.ts';
import { known, type Outcome, refused } from '../outcome.ts';

/** What `vllm serve` is started with. */
export interface ServeSettings {
  /** A model's name on Hugging Face, or a folder. */
  readonly model: string;
  readonly tensorParallel: number;
  /** Copies of the model; more than one are vLLM's data parallelism. */
  readonly replicas: number;
  readonly contextTokens: number;
  readonly cacheType: ElementType;
  /** True when K and V are stored in the type that the model computes in. */
  readonly isCacheLikeModel: boolean;
  readonly utilisation: number;
  readonly blockSize: number;
  /** Sequences that one replica takes at once. */
  readonly maxSequences: number;
}

/** Names of each type for `--kv-cache-dtype`; null for what vLLM does not store. Its int8 has a scale of 4 bytes a vector. */
const CACHE_DTYPES: Readonly<Record<ElementType, string | null>> = {
  fp32: null,
  bf16: 'bfloat16',
  fp16: null,
  fp8: 'fp8',
  int8: 'int8_per_token_head',
  int4: null,
};

/** Characters that no POSIX shell gives a meaning, wherever they stand in a word. */
const PLAIN = /^[\w@%+:,./-]+$/;

/** Returns the line that serves this set-up, to paste into a shell, or a sentence if vLLM cannot. */
export function serveCommand(settings: ServeSettings): Outcome<string> {
  const { model, tensorParallel, contextTokens, utilisation, blockSize, replicas, maxSequences } = settings;
  const problem = firstProblem({
    tensorParallel,
    contextTokens,
    utilisation,
    blockSize,
    gpus: replicas * tensorParallel,
    sequences: maxSequences,
  });
  if (problem !== null) return refused(problem);
  const name = model.trim();
  if (name === '') return refused('The model has no name: vLLM needs one from Hugging Face, or a folder.');
  // It would be read as an option, quoted or not.
  if (name.startsWith('-')) return refused(`The model’s name begins with a hyphen: “${shown(name)}”.`);
  if (/\p{C}/u.test(name)) return refused(`The model’s name has characters that cannot be seen: “${shown(name)}”.`);
  const cacheType = settings.isCacheLikeModel ? 'auto' : CACHE_DTYPES[settings.cacheType];
  if (cacheType === null)
    return refused(
      `vLLM does not store K and V as ${settings.cacheType} beside a model that computes in another type.`,
    );
  const words = [
    'vllm serve',
    shellQuoted(name),
    `--tensor-parallel-size ${tensorParallel}`,
    ...(replicas > 1 ? [`--data-parallel-size ${replicas}`] : []),
    `--max-model-len ${contextTokens}`,
    `--kv-cache-dtype ${cacheType}`,
    `--gpu-memory-utilization ${utilisation}`,
    `--block-size ${blockSize}`,
    `--max-num-seqs ${maxSequences}`,
  ];
  return known(words.join(' '));
}

/** Returns a word that a POSIX shell reads as exactly `text`, and as nothing else. */
export function shellQuoted(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function shown(text: string): string {
  return [...text.replace(/\p{C}+/gu, '…')].slice(0, 40).join('');
}
