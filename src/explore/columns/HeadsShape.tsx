import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { AttentionShape } from '../../attention/types.ts';

interface Props extends Pick<AttentionShape, 'numHeads' | 'numKvHeads'> {
  /** " = MQA" where GQA is at an end. */
  readonly end: string;
}

/** "16 query heads → 4 KV"; where that has no room it is seen as "16 Q → 4 KV", and still read whole. */
export function HeadsShape({ numHeads, numKvHeads, end }: Props) {
  const heads = formatCountOf(numHeads, 'query head').slice(formatCount(numHeads).length).trim();
  return (
    <>
      {formatCount(numHeads)} <span className="mechanism-column__query">{heads}</span> → {formatCount(numKvHeads)} KV
      {end}
    </>
  );
}
