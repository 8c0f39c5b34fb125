import { formatCountOf } from '../../attention/numbers/format.ts';
import type { RecordedDifferences } from '../../attention/recorded/difference.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { DifferenceMaps } from '../../charts/difference/differenceMaps.ts';
import type { RecordedColumn } from '../../state/shown/recorded/columns.ts';
import { haveSameTokens } from '../../state/shown/recorded/sameTokens.ts';
import { differenceSentence } from '../bar/tokensSentences.ts';

/** What is taken from the heads of a layer: those of another recording by their numbers, or one head of the same layer. */
export type Subtrahend =
  | { readonly kind: 'recording'; readonly column: RecordedColumn }
  | { readonly kind: 'head'; readonly queryHead: number };

/** Why `from` can't be taken from `of`, as a sentence; null if it can, as far as layers are here. */
export function differenceRefusal(of: RecordedColumn, from: RecordedColumn): string | null {
  if (!haveSameTokens(of.opened.recording, from.opened.recording)) return differenceSentence(of.opened, from.opened);
  if (!from.facts) return `“${from.opened.name}” does not have this layer.`;
  if (from.error !== null) return from.error;
  const [heads, others] = [of.sizes.numHeads, from.sizes.numHeads];
  if (heads === others) return null;
  return `In this layer “${of.opened.name}” has ${formatCountOf(heads, 'query head')} and “${from.opened.name}” ${others}: maps are subtracted head by head, which takes as many in both. “Who looks alike” pairs them.`;
}

/** The maps of a difference as charts take them. Two sides of one mechanism have accents of two all the same. */
export function recordedDifferenceMaps(
  found: RecordedDifferences,
  of: RecordedColumn,
  subtrahend: Subtrahend,
): DifferenceMaps {
  const fromMechanism = subtrahend.kind === 'recording' ? subtrahend.column.mechanism : of.mechanism;
  const { sequenceLength, causal, stride, side, cells, meanDistances, largest, largestOverall } = found;
  return {
    ...{ sequenceLength, causal, stride, side, cells, meanDistances, largest, largestOverall },
    of: of.mechanism,
    from: fromMechanism === of.mechanism ? otherThan(of.mechanism) : fromMechanism,
    numHeads: meanDistances.length,
    sign: 1,
    names: {
      of: of.opened.name,
      from: subtrahend.kind === 'recording' ? subtrahend.column.opened.name : `its Q ${subtrahend.queryHead}`,
    },
  };
}

function otherThan(mechanism: Mechanism): Mechanism {
  return MECHANISMS.find((other) => other !== mechanism) as Mechanism;
}
