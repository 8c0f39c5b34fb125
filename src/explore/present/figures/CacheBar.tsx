import './cache-bar.css';

interface Props {
  /** Of MHA's, 0 … 1: all bars are to one scale. */
  readonly share: number;
  /** The share to compare with, as an outline. */
  readonly shareBefore?: number | undefined;
  readonly isCovered: boolean;
}

/** The KV cache as a bar below its figure, which the end of the bar would run through. */
export function CacheBar({ share, shareBefore, isCovered }: Props) {
  return (
    <span className="cache-bar" data-covered={isCovered}>
      {!isCovered && <i className="cache-bar__fill" style={{ width: `${100 * share}%` }} />}
      {shareBefore !== undefined && <i className="cache-bar__was" style={{ width: `${100 * shareBefore}%` }} />}
    </span>
  );
}
