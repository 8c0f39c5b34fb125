import { formatCountOf } from '../../../attention/numbers/format.ts';
import type { OpenCheckpoint } from '../../facts/checkpoint/checkpointState.ts';

/** "SmolLM2-135M, 3 KV heads": a column's name, which is on files and in captions as well. */
export function columnName({ name }: Pick<OpenCheckpoint, 'name'>, numKvHeads: number): string {
  return `${name}, ${formatCountOf(numKvHeads, 'KV head')}`;
}
