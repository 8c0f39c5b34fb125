import { formatCount } from '../../attention/numbers/format.ts';
import { binaryText, decimalText } from './bytesText.ts';
import './bytes.css';

interface Props {
  readonly bytes: bigint;
  /** True for a figure that is published to the byte: it stands first, exactly. */
  readonly isExact?: boolean;
}

/** Bytes in powers of 1,024 and, below, in powers of 1,000, each with its name. */
export function Bytes({ bytes, isExact = false }: Props) {
  const [binary, decimal] = [binaryText(bytes), decimalText(bytes)];
  const exact = `${formatCount(bytes)} B`;
  const others = isExact ? [binary, decimal].filter((text) => text !== exact) : binary === decimal ? [] : [decimal];
  return (
    <span className="bytes numeric" translate="no">
      {isExact ? exact : binary} {others.length > 0 && <small>= {[...new Set(others)].join(' = ')}</small>}
    </span>
  );
}
