import { known, type Outcome, refused } from '../../attention/cost/outcome.ts';
import {
  type Crossing,
  decodeCrossing,
  decodeStep,
  type LeftOut,
  prefill,
  type Step,
} from '../../attention/cost/roofline.ts';
import { checkTensorParallel } from '../../attention/cost/serving/tensorParallel.ts';
import type { GpuCompute } from '../../catalog/gpus/capability.ts';
import type { CostSetup, CostVariant } from '../costSetup.ts';
import { rooflineInputOf } from '../inputs/variantInput.ts';

/** The least time of both kinds of steps for one variant. */
export interface Speed {
  /** One token for each sequence of the replica. */
  readonly decode: Step;
  /** One prompt as long as the context. */
  readonly prefill: Step;
  /** The batch from which on decoding waits for arithmetic. */
  readonly crossing: Crossing;
  readonly compute: GpuCompute;
}

export interface SpeedRow {
  readonly name: string;
  readonly accent: CostVariant['accent'];
  readonly speed: Outcome<Speed>;
}

/** Sequences of one replica: the choice's are dealt out to all of them, and the fullest is the slowest. */
export function replicaBatch({ choice: { sequences, gpus, tensorParallel } }: CostSetup): number {
  return Math.ceil(sequences / Math.max(1, Math.floor(gpus / tensorParallel)));
}

/** Returns the least times of every variant. */
export function speedRows(setup: CostSetup): SpeedRow[] {
  return setup.variants.map((variant) => ({
    name: variant.name,
    accent: variant.accent,
    speed: speedOf(setup, variant),
  }));
}

function speedOf(setup: CostSetup, variant: CostVariant): Outcome<Speed> {
  const { contextTokens, tensorParallel } = setup.choice;
  const { plan, queryHeads } = variant.variant.model;
  if (plan.kind === 'encoder-only')
    return refused('An encoder reads a text as a whole and writes none: it has no decode step, and no cache to fill.');
  const divides = checkTensorParallel(plan, queryHeads, tensorParallel);
  if (!divides.ok) return divides;
  const on = rooflineInputOf(setup, variant);
  if (!on.ok) return on;
  const { input, compute } = on.value;
  return known({
    decode: decodeStep(input, replicaBatch(setup), contextTokens),
    prefill: prefill(input, 1, contextTokens),
    crossing: decodeCrossing(input, contextTokens),
    compute,
  });
}

/** A step as a point under the roof of one replica. */
export interface RooflinePoint {
  readonly name: string;
  readonly accent: CostVariant['accent'];
  readonly kind: 'decode' | 'prefill';
  /** FLOP a byte. */
  readonly intensity: number;
  /** FLOP a second at the bound: the roof's height there. */
  readonly flopsPerSecond: number;
  readonly boundMs: number;
  readonly boundBy: Step['boundBy'];
}

/** Returns all steps as points; variants without a bound have none. */
export function rooflinePoints(rows: readonly SpeedRow[]): RooflinePoint[] {
  return rows.flatMap(({ name, accent, speed }) =>
    speed.ok
      ? (['decode', 'prefill'] as const).map((kind) => {
          const { intensity, flops, boundMs, boundBy } = speed.value[kind];
          return { name, accent, kind, intensity, flopsPerSecond: (1e3 * Number(flops)) / boundMs, boundMs, boundBy };
        })
      : [],
  );
}

/** What a roof under-counts because a plan does not say it, as the end of "It leaves out …". */
const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  'mla values': 'the values of MLA layers while decoding: the width of the latent alone is not known',
  'mla prompt': 'attention of MLA layers while a prompt is read: the widths of the decompressed heads are not known',
  experts: 'experts beyond those of one token: a batch chooses more of them, and reads their weights, too',
  'sparse attention': 'what sparse attention reads besides its index: how many tokens it chooses is not known',
  states: 'the states of layers without K and V',
  'shared layers': 'reading of layers that share another layer’s K and V',
  source: 'cross-attention: the length of the source is not known',
};

/** What no roofline has in it. */
const ALWAYS = [
  'reading and writing what passes from layer to layer',
  'softmax, norms, sampling, and whatever else is not a matrix product',
  'starting the kernels, and gaps between them',
  'memory and arithmetic that do not reach their peaks, and do not overlap wholly',
  'scheduling, and the text’s way to tokens and back',
];
const BETWEEN_GPUS = 'what the GPUs of a replica send each other';

/** Returns what the bounds leave out, each as the end of a sentence. */
export function leftOutTexts(rows: readonly SpeedRow[], { choice, model }: CostSetup): string[] {
  const steps = rows.flatMap(({ speed }) => (speed.ok ? [speed.value.decode, speed.value.prefill] : []));
  // A plan without attention may leave its layers out, and the steps do not see that they have states.
  const states: LeftOut[] = model.plan.kind === 'attention-free' ? ['states'] : [];
  const names = new Set([...states, ...steps.flatMap(({ leftOut }) => leftOut)]);
  return [...[...names].map((name) => LEFT_OUT[name]), ...(choice.tensorParallel > 1 ? [BETWEEN_GPUS] : []), ...ALWAYS];
}
