import type { Change } from '../../attention/cost/serving/remedies.ts';
import { formatBothBytes } from '../../attention/numbers/byteUnits.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';

/** Change in words, and what it changes of the choice; null if that is nothing that can be chosen. */
export interface RemedyText {
  readonly text: string;
  readonly patch: Partial<CostChoice> | null;
}

/** Says what one change would be. */
export function remedyText(change: Change): RemedyText {
  switch (change.kind) {
    case 'tensorParallel':
      return {
        text: `a tensor parallel size of ${formatCount(change.tensorParallel)}`,
        patch: { tensorParallel: change.tensorParallel },
      };
    case 'gpus':
      return {
        text: `${formatCountOf(change.gpus, 'GPU')} at a tensor parallel size of ${formatCount(change.tensorParallel)}`,
        patch: { gpus: change.gpus, tensorParallel: change.tensorParallel },
      };
    case 'weightType':
      return { text: `weights in ${change.type}`, patch: { weightType: change.type } };
    case 'weightBytes':
      return { text: `weights of at most ${formatBothBytes(change.atMost)}, however they are stored`, patch: null };
    case 'cacheType':
      return { text: `K and V in ${change.type}`, patch: { cacheType: change.type } };
    case 'context':
      return {
        text: `a context of at most ${formatCountOf(change.contextTokens, 'token')}`,
        patch: { contextTokens: change.contextTokens },
      };
    case 'sequences':
      return {
        text: `at most ${formatCountOf(change.sequences, 'sequence')} at once`,
        patch: { sequences: change.sequences },
      };
    case 'utilisation':
      return { text: `a memory utilisation of ${change.utilisation}`, patch: { utilisation: change.utilisation } };
  }
}
