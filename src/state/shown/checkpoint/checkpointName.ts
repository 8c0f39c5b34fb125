import { formatCountOf } from '../../../attention/numbers/format.ts';
import type { AppState } from '../../facts/appState.ts';

/** "SmolLM2-135M, 9 query heads, 3 KV heads"; undefined if no model's own files are open. */
export function selectCheckpointName({ checkpoint: { model } }: AppState): string | undefined {
  if (!model) return undefined;
  const { numHeads, numKvHeads } = model.config;
  return `${model.name}, ${formatCountOf(numHeads, 'query head')}, ${formatCountOf(numKvHeads, 'KV head')}`;
}
