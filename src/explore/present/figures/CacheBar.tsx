import { formatBytes } from '../../../attention/numbers/format.ts';
import './cache-bar.css';

interface Props {
  readonly bytes: number;
  /** Of MHA's, 0 … 1: all bars are to one scale. */
  readonly share: number;
  /** The share to compare with, as an outline. */
  readonly shareBefore?: number | undefined;
  readonly isCovered: boolean;
}

/** The KV cache as a bar with its bytes in it. */
export function CacheBar({ bytes, share, shareBefore, isCovered }: Props) {
  if (isCovered)
    return (
      <span className="cache-bar" data-covered="true">
        <Covered />
      </span>
    );
  return (
    <span className="cache-bar">
      <i className="cache-bar__fill" style={{ width: `${100 * share}%` }} />
      {shareBefore !== undefined && <i className="cache-bar__was" style={{ width: `${100 * shareBefore}%` }} />}
      <span className="cache-bar__bytes">{formatBytes(bytes)}</span>
    </span>
  );
}

/** Stands in the place of a figure that is to be predicted. */
export function Covered() {
  return (
    <>
      <span aria-hidden="true">?</span>
      <span className="visually-hidden">covered</span>
    </>
  );
}
