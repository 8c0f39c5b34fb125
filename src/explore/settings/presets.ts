import { DEFAULT_TEXT, FIRST_VIEW, type Settings } from '../../state/facts/settings.ts';

interface Preset {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** What stays unnamed stays as it is. */
  readonly settings: Partial<Settings>;
}

/** Another set-up would begin what is trained on Train anew, and nobody asked for that here. */
const { train: _train, ...firstView } = FIRST_VIEW;

/** What HeadRoom opens with. */
export const START: Partial<Settings> = firstView;

/** The document's demo runs `nn.Module`s on plain embeddings: no mask, no positions, each module with its own weights. */
const document = {
  text: DEFAULT_TEXT,
  tokenizer: 'whitespace',
  dModel: 256,
  headDim: undefined,
  causal: false,
  positions: false,
  bias: true,
  kvRule: 'independent',
  weights: 'random',
} as const satisfies Partial<Settings>;

export const PRESETS: readonly Preset[] = [
  {
    id: 'demo',
    name: "The document's demo",
    about: '16 heads, 4 KV heads, no mask, no positions, independent weights',
    settings: { ...document, numHeads: 16, numKvHeads: 4 },
  },
  {
    id: 'memory-table',
    name: '8 heads, 2 KV heads',
    about: "the document's memory table",
    settings: { ...document, numHeads: 8, numKvHeads: 2 },
  },
  {
    id: 'pooled',
    name: 'Pooled from MHA',
    about: 'random weights: 16 heads, 4 KV heads, causal, with positions, K and V the mean of MHA’s',
    settings: { ...document, numHeads: 16, numKvHeads: 4, causal: true, positions: true, kvRule: 'mean' },
  },
  {
    id: 'start',
    name: "HeadRoom's first view",
    about: 'trained weights, second layer: 16 heads, 4 KV heads',
    settings: START,
  },
];
