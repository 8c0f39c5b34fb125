import { formatCount, formatCountOf } from '../numbers/format.ts';
import { numberText } from '../numbers/numberText.ts';
import type { Agreement } from './agreement.ts';
import { typeNameOf } from './precision.ts';
import type { RecordingFacts } from './recording.ts';

/** Says how far a layer's maps are from those that its q and k give. */
export function agreementWords(agreement: Agreement, { tokens }: Pick<RecordingFacts, 'tokens'>): string {
  const { largestDifference, cell, cellsBeyond } = agreement;
  const window = agreement.reach.back < tokens.length - 1 ? `, each query reading ${windowWords(agreement)}` : '';
  if (cellsBeyond === 0) {
    const type = shortType(agreement);
    const within = type ? `, within the rounding of ${type}` : '';
    const size = largestDifference === 0 ? 'nothing' : `${numberText(largestDifference, 'three')} at most`;
    return `The maps follow from q and k${window}: recomputed, they differ by ${size}${within}.`;
  }
  const differ = `${formatCountOf(cellsBeyond, 'weight')} ${cellsBeyond === 1 ? 'differs' : 'differ'}`;
  const where = `query head ${cell.queryHead}, query ${cell.query}, key ${cell.key}`;
  const [recorded, recomputed] = [cell.recorded, cell.recomputed].map((weight) => numberText(weight, 'three'));
  return `The maps do not follow from q and k alone${window}: ${differ} by more than rounding explains, most at ${where}: ${recorded} recorded, ${recomputed} recomputed.`;
}

function windowWords({ reach: { back, ahead } }: Agreement): string {
  const before = back === 0 ? 'itself alone' : `${formatCount(back + 1)} tokens, itself among them`;
  return ahead === 0 ? before : `from ${formatCount(back)} tokens before it to ${formatCount(ahead)} after it`;
}

/** Returns the type that was rounded to, null for float32. */
function shortType({ weightBits, vectorBits }: Agreement): string | null {
  const type = typeNameOf(Math.min(weightBits, vectorBits));
  return type === 'float32' ? null : type;
}
