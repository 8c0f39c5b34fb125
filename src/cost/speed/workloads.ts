import { formatCount } from '../../attention/numbers/format.ts';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';

/** What a workload sets: sequences at once, the longest of them, and what users have on average. */
export type WorkloadPatch = Pick<CostChoice, 'sequences' | 'contextTokens' | 'averageTokens'>;

export interface Workload {
  readonly name: string;
  readonly patch: WorkloadPatch;
}

/** Five ways of using a model: examples, with round numbers, not measurements. */
const WORKLOADS: readonly Workload[] = [
  { name: 'Chat', patch: { sequences: 64, contextTokens: 8192, averageTokens: 2048 } },
  { name: 'Long document', patch: { sequences: 4, contextTokens: 131_072, averageTokens: 65_536 } },
  { name: 'Batch', patch: { sequences: 512, contextTokens: 2048, averageTokens: 1024 } },
  { name: 'Code completion', patch: { sequences: 32, contextTokens: 4096, averageTokens: 4096 } },
  { name: 'Mixed', patch: { sequences: 128, contextTokens: 32_768, averageTokens: 8192 } },
];

/** Returns the workloads, no sequence longer than the model was made for. */
export function workloadsFor(maxContext: number | null): readonly Workload[] {
  const most = maxContext ?? Number.POSITIVE_INFINITY;
  return WORKLOADS.map(({ name, patch }) => ({
    name,
    patch: {
      ...patch,
      contextTokens: Math.min(patch.contextTokens, most),
      averageTokens: Math.min(patch.averageTokens, most),
    },
  }));
}

/** "64 sequences of up to 8,192 tokens, 2,048 on average" */
export function workloadText({ sequences, contextTokens, averageTokens }: WorkloadPatch): string {
  const length =
    averageTokens === contextTokens
      ? `${formatCount(contextTokens)} tokens`
      : `up to ${formatCount(contextTokens)} tokens, ${formatCount(averageTokens)} on average`;
  return `${formatCount(sequences)} sequences of ${length}`;
}

/** True when the choice is this workload's. */
export function isWorkload(choice: WorkloadPatch, { patch }: Workload): boolean {
  return (Object.keys(patch) as (keyof WorkloadPatch)[]).every((field) => choice[field] === patch[field]);
}
