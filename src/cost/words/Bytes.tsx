import { formatCount } from '../../attention/numbers/format.ts';
import { binaryText, decimalText } from './bytesText.ts';
import './bytes.css';

interface Props {
  readonly bytes: bigint;
  /** True for a figure that is published to the byte: it stands first, exactly. */
  readonly isExact?: boolean;
}

/** Bytes in powers of 1,024 and, below, in powers of 1,000, each with its name; exact ones to the byte and in powers of 1,024. */
export function Bytes({ bytes, isExact = false }: Props) {
  const [binary, decimal] = [binaryText(bytes), decimalText(bytes)];
  const exact = `${formatCount(bytes)} B`;
  const other = isExact ? binary : decimal;
  const first = isExact ? exact : binary;
  return (
    <span className="bytes numeric" translate="no">
      {first} {other !== first && <small>= {other}</small>}
    </span>
  );
}
