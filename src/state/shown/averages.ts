import { groupSize, shapeOf } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';
import { selectConfig } from './wanted.ts';

/**
 * By how many times averaging made the keys of GQA and MQA shorter than MHA's: √(heads in a group), as the mean of n
 * independent random vectors is √n times shorter than they are. Null where no keys are averaged.
 */
export const selectAverages: (state: AppState) => Readonly<Record<Exclude<Mechanism, 'mha'>, number>> | null = derive(
  (state) => [selectConfig(state)],
  (config) => {
    const of = (mechanism: Mechanism) => Math.sqrt(groupSize(shapeOf(mechanism, config)));
    const isAveraged = !config.trained && config.kvRule === 'mean' && config.numHeads > 1;
    return isAveraged ? { gqa: of('gqa'), mqa: of('mqa') } : null;
  },
);
