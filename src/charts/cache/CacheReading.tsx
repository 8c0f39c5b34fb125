import { formatBytes, formatCountOf } from '../../attention/format.ts';
import { accent } from '../palette.ts';
import { endLabel } from './layout.ts';
import type { CacheLine } from './lines.ts';

interface CacheReadingProps {
  readonly lines: readonly CacheLine[];
  /** Tokens at which the lines are read. */
  readonly length: number;
}

/** All lines read at one length. */
export function CacheReading({ lines, length }: CacheReadingProps) {
  return (
    <p className="cache-chart__reading">
      <span className="cache-chart__length">{formatCountOf(length, 'token')}</span>
      {lines.map((line) => (
        <span key={line.name} style={line.mechanism && { color: accent(line.mechanism) }}>
          <b>{line.mechanism ? line.name : endLabel(line)}</b> {formatBytes(line.bytesAt(length))}
        </span>
      ))}
    </p>
  );
}
