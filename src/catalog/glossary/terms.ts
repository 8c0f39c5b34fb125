/** A word of the field in plain English. */
export interface GlossaryTerm {
  readonly term: string;
  /** Other words for the same. */
  readonly also?: readonly string[];
  /** One line; words in double brackets are terms of their own: "[[KV cache]]". */
  readonly line: string;
  /** Paper or documentation that has the word. */
  readonly source: string;
}

const VASWANI = 'Vaswani et al. 2017, arXiv:1706.03762';
const SHAZEER = 'Shazeer 2019, arXiv:1911.02150';
const AINSLIE = 'Ainslie et al. 2023, arXiv:2305.13245';
const KWON = 'Kwon et al. 2023, arXiv:2309.06180';
const POPE = 'Pope et al. 2022, arXiv:2211.05102';
const DEEPSEEK_V2 = 'DeepSeek-AI 2024, arXiv:2405.04434';
const ROOFLINE = 'Williams, Waterman and Patterson 2009, doi:10.1145/1498765.1498785';
const ENGINE_ARGS = 'vLLM documentation, engine arguments, docs.vllm.ai';
const BINARY_PREFIXES = 'NIST, prefixes for binary multiples, physics.nist.gov/cuu/Units/binary.html';
const FLOATS = 'IEEE 754-2019';
const MIXTRAL = 'Jiang et al. 2024, arXiv:2401.04088';

/** The words on the Cost screen, from A to Z. */
export const TERMS: readonly GlossaryTerm[] = [
  {
    term: 'active parameters',
    line: 'Parameters that one token passes through: in a [[mixture of experts]] fewer than all the [[parameters]].',
    source: MIXTRAL,
  },
  {
    term: 'arithmetic intensity',
    also: ['operational intensity'],
    line: 'Operations for each byte that is read or written; it decides between [[memory-bound]] and [[compute-bound]].',
    source: ROOFLINE,
  },
  {
    term: 'bandwidth',
    also: ['memory bandwidth'],
    line: 'Bytes that a GPU’s memory can give in a second at best.',
    source: ROOFLINE,
  },
  {
    term: 'batch',
    also: ['batch size'],
    line: 'Sequences that are worked on at once; in a [[decode step]] they share one reading of the weights.',
    source: POPE,
  },
  {
    term: 'bf16',
    also: ['bfloat16'],
    line: 'A number in two bytes with the range of [[fp32]] and fewer digits than [[fp16]].',
    source: 'Kalamkar et al. 2019, arXiv:1905.12322',
  },
  {
    term: 'block',
    also: ['blocks', 'page', 'KV block'],
    line: 'Piece of the [[KV cache]] with room for a fixed number of tokens, the [[block size]]; memory is handed out by it.',
    source: KWON,
  },
  {
    term: 'block size',
    also: ['page size'],
    line: 'Tokens for which one [[block]] has room; the last block of a sequence is full in part alone.',
    source: KWON,
  },
  {
    term: 'chunked attention',
    line: 'Attention in which a token sees its own chunk of the text alone, so that a layer keeps one chunk at most.',
    source: 'Hugging Face Transformers documentation, Llama 4, attention_chunk_size',
  },
  {
    term: 'compute-bound',
    line: 'Held up by operations: the GPU multiplies as fast as it can, and its memory waits.',
    source: ROOFLINE,
  },
  {
    term: 'context',
    also: ['context length', 'sequence length'],
    line: 'Tokens of one sequence so far, prompt and answer together; the [[KV cache]] grows with it.',
    source: POPE,
  },
  {
    term: 'continuous batching',
    also: ['iteration-level scheduling'],
    line: 'Sequences join and leave the [[batch]] at every [[decode step]], and don’t wait for the longest.',
    source: 'Yu et al. 2022, Orca, OSDI ’22',
  },
  {
    term: 'cross-attention',
    line: 'Attention of a decoder to a source (a text, sound or picture), whose keys and values don’t grow with the answer.',
    source: VASWANI,
  },
  {
    term: 'd_model',
    also: ['hidden size', 'embedding width'],
    line: 'Numbers that stand for one token between layers; often not [[query heads]] × [[head_dim]].',
    source: VASWANI,
  },
  {
    term: 'decode step',
    also: ['decoding', 'generation step'],
    line: 'One pass through the model that adds one token to each sequence of the [[batch]].',
    source: POPE,
  },
  {
    term: 'encoder-decoder',
    line: 'A model of two halves: one reads the source, and one writes and keeps a [[KV cache]] beside its [[cross-attention]].',
    source: VASWANI,
  },
  {
    term: 'FLOP/s',
    also: ['FLOPS', 'FLOPs a second'],
    line: 'Operations with numbers in a second; a multiplication and an addition are two.',
    source: ROOFLINE,
  },
  {
    term: 'fp16',
    also: ['float16', 'half precision'],
    line: 'A number in two bytes, with a smaller range than [[bf16]] and more digits.',
    source: FLOATS,
  },
  {
    term: 'fp32',
    also: ['float32', 'single precision'],
    line: 'A number in four bytes.',
    source: FLOATS,
  },
  {
    term: 'fp8',
    line: 'A number in one byte, as weights or as [[quantised KV]]; needs a [[scale]] to reach far.',
    source: 'Micikevicius et al. 2022, arXiv:2209.05433',
  },
  {
    term: 'GB',
    also: ['gigabyte'],
    line: '1,000,000,000 bytes: 7 % less than a [[GiB]].',
    source: BINARY_PREFIXES,
  },
  {
    term: 'GiB',
    also: ['gibibyte'],
    line: '1,073,741,824 bytes, 2 to the power of 30: what most tools mean by the memory of a GPU.',
    source: BINARY_PREFIXES,
  },
  {
    term: 'GQA',
    also: ['grouped-query attention'],
    line: 'Attention in which groups of [[query heads]] share a [[KV head]] each: between [[MHA]] and [[MQA]].',
    source: AINSLIE,
  },
  {
    term: 'group size',
    also: ['queries per KV head'],
    line: '[[Query heads]] that share one [[KV head]]: 1 in [[MHA]], all of them in [[MQA]].',
    source: AINSLIE,
  },
  {
    term: 'head_dim',
    also: ['head size', 'd_k'],
    line: 'Numbers in one head’s key or value of one token.',
    source: VASWANI,
  },
  {
    term: 'hybrid model',
    also: ['hybrid'],
    line: 'A model that mixes attention with [[state layers]], so that few layers need a [[KV cache]].',
    source: 'Lieber et al. 2024, Jamba, arXiv:2403.19887',
  },
  {
    term: 'index of sparse attention',
    also: ['indexer', 'lightning indexer'],
    line: 'Small keys beside the [[KV cache]] by which a layer picks the few tokens that it attends to.',
    source: 'DeepSeek-AI 2025, DeepSeek-V3.2-Exp, github.com/deepseek-ai/DeepSeek-V3.2-Exp',
  },
  {
    term: 'int4',
    line: 'A whole number in half a byte: weights stored so need a [[scale]] for every group of them.',
    source: 'Frantar et al. 2022, GPTQ, arXiv:2210.17323',
  },
  {
    term: 'int8',
    line: 'A whole number from −128 to 127 in one byte; weights stored so need a [[scale]].',
    source: 'Dettmers et al. 2022, LLM.int8(), arXiv:2208.07339',
  },
  {
    term: 'KV cache',
    also: ['cache', 'key-value cache'],
    line: 'Keys and values of all tokens so far, kept so that a [[decode step]] need not compute them again.',
    source: POPE,
  },
  {
    term: 'KV head',
    also: ['KV heads', 'num_kv_heads', 'key-value head'],
    line: 'One set of keys and values, which one or more [[query heads]] read.',
    source: AINSLIE,
  },
  {
    term: 'latent',
    also: ['compressed KV'],
    line: 'Short vector from which [[MLA]] makes keys and values of all heads; it is kept instead of them.',
    source: DEEPSEEK_V2,
  },
  {
    term: 'lower bound',
    also: ['bound'],
    line: 'Time that no program can beat on this GPU; real ones take longer, and what they lose is not computed here.',
    source: ROOFLINE,
  },
  {
    term: 'memory utilisation',
    also: ['gpu_memory_utilization'],
    line: 'Share of a GPU’s memory that the server may take for weights, [[overhead]] and [[KV cache]] together.',
    source: ENGINE_ARGS,
  },
  {
    term: 'memory-bound',
    also: ['bandwidth-bound'],
    line: 'Held up by reading: the GPU could multiply more than its memory brings.',
    source: ROOFLINE,
  },
  {
    term: 'MHA',
    also: ['multi-head attention'],
    line: 'Attention in which every [[query head]] has a [[KV head]] of its own.',
    source: VASWANI,
  },
  {
    term: 'mixture of experts',
    also: ['MoE', 'experts'],
    line: 'Layers with many feed-forward parts, of which each token takes a few; all of them lie in memory.',
    source: 'Shazeer et al. 2017, arXiv:1701.06538',
  },
  {
    term: 'MLA',
    also: ['multi-head latent attention'],
    line: 'Attention that keeps one [[latent]] and one [[RoPE]] key of a token for all heads: once, not for K and V each.',
    source: DEEPSEEK_V2,
  },
  {
    term: 'MQA',
    also: ['multi-query attention'],
    line: 'Attention in which all [[query heads]] share one [[KV head]].',
    source: SHAZEER,
  },
  {
    term: 'overhead',
    line: 'Memory for all that is neither weights nor [[KV cache]]: activations, the server’s own buffers, the driver.',
    source: ENGINE_ARGS,
  },
  {
    term: 'paged attention',
    also: ['PagedAttention'],
    line: 'Attention that reads a [[KV cache]] cut into [[blocks]], so that sequences need no memory in one piece.',
    source: KWON,
  },
  {
    term: 'parameters',
    also: ['weights'],
    line: 'The numbers that training has set; a [[decode step]] reads all of them, or all [[active parameters]].',
    source: VASWANI,
  },
  {
    term: 'prefill',
    line: 'The first pass, through all tokens of the prompt at once; it fills the [[KV cache]].',
    source: POPE,
  },
  {
    term: 'quantised KV',
    also: ['KV cache dtype', 'kv_cache_dtype'],
    line: 'A [[KV cache]] in a smaller type than the model’s, such as [[fp8]], with a [[scale]] where the type needs one.',
    source: 'vLLM documentation, quantized KV cache, docs.vllm.ai',
  },
  {
    term: 'query head',
    also: ['query heads', 'attention heads', 'head'],
    line: 'One of the ways in which a layer looks back: with its own questions, and the keys and values of a [[KV head]].',
    source: VASWANI,
  },
  {
    term: 'replica',
    also: ['replicas'],
    line: 'A whole copy of the model on GPUs of its own, for more users at once.',
    source: POPE,
  },
  {
    term: 'replicated heads',
    line: 'KV heads of which several GPUs hold a copy each, because [[tensor parallelism]] has more GPUs than [[KV heads]].',
    source: POPE,
  },
  {
    term: 'roofline',
    line: 'Chart of what a chip reaches at best: sloped where it is [[memory-bound]], flat where it is [[compute-bound]].',
    source: ROOFLINE,
  },
  {
    term: 'RoPE',
    also: ['rotary position embedding'],
    line: 'Turns queries and keys by their position, so that products depend on how far apart tokens stand.',
    source: 'Su et al. 2021, arXiv:2104.09864',
  },
  {
    term: 'scale',
    also: ['scales', 'scaling factor'],
    line: 'Number by which quantised values are multiplied to get the real ones; it takes memory of its own.',
    source: 'vLLM documentation, quantized KV cache, docs.vllm.ai',
  },
  {
    term: 'shared KV layers',
    also: ['cross-layer attention', 'KV sharing'],
    line: 'Layers that read an earlier layer’s keys and values, and keep none.',
    source: 'Brandon et al. 2024, arXiv:2405.12981',
  },
  {
    term: 'sliding window',
    also: ['sliding-window attention', 'local attention', 'window'],
    line: 'Attention to the last so many tokens alone: such a layer never keeps more than its window.',
    source: 'Jiang et al. 2023, Mistral 7B, arXiv:2310.06825',
  },
  {
    term: 'state layers',
    also: ['state-space layers', 'Mamba', 'linear attention'],
    line: 'Layers that keep a state of fixed size, however long the [[context]] is, instead of keys and values.',
    source: 'Gu and Dao 2023, Mamba, arXiv:2312.00752',
  },
  {
    term: 'tensor parallelism',
    also: ['tp', 'tensor parallel size'],
    line: 'Each layer is cut into parts for several GPUs, which all work on every token.',
    source: 'Shoeybi et al. 2019, Megatron-LM, arXiv:1909.08053',
  },
  {
    term: 'token',
    also: ['tokens'],
    line: 'Piece of text that the model reads or writes at once: a word or a part of one.',
    source: 'Sennrich, Haddow and Birch 2016, arXiv:1508.07909',
  },
];
