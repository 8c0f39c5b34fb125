import { formatBytes, formatCountOf } from '../../attention/format.ts';
import { accent } from '../palette.ts';
import type { CacheLine } from './lines.ts';

export interface CacheReadingProps {
  readonly lines: readonly CacheLine[];
  /** Tokens at which the lines are read. */
  readonly length: number;
  /** Whether that is the length of the present text. */
  readonly isPresent: boolean;
}

/** All lines read at one length. */
export function CacheReading({ lines, length, isPresent }: CacheReadingProps) {
  return (
    <p className="cache-chart__reading">
      <span className="cache-chart__length">
        {formatCountOf(length, 'token')}
        {isPresent && ', this text'}
      </span>
      {lines.map((line) => (
        <span key={line.name} style={line.mechanism && { color: accent(line.mechanism) }}>
          {line.mechanism ? <b>{line.name}</b> : line.name} {formatBytes(line.bytesAt(length))}
        </span>
      ))}
    </p>
  );
}
