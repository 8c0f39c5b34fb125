import { memo } from 'react';
import { formatCount } from '../../attention/numbers/format.ts';
import type { Token } from '../../attention/types.ts';
import { textDirection } from './textDirection.ts';
import './token-chips.css';

interface Props {
  readonly tokens: readonly Token[];
  /** Positions of the lit cell's query and key, if a cell is lit. */
  readonly queryPosition?: number | undefined;
  readonly keyPosition?: number | undefined;
}

/** More would be read by nobody, and each takes its share of every keystroke. */
const MAX_CHIPS = 512;

const Chip = memo(function Chip({ label, role }: { label: string; role: string | undefined }) {
  return (
    <li className="token-chips__chip" data-role={role}>
      <bdi>{label}</bdi>
    </li>
  );
});

function roleOf(position: number, query: number | undefined, key: number | undefined): string | undefined {
  if (position === query) return position === key ? 'query key' : 'query';
  return position === key ? 'key' : undefined;
}

/** The tokens as chips, in order, and how many more there are than chips; the lit cell's query and key are marked. */
export const TokenChips = memo(function TokenChips({ tokens, queryPosition, keyPosition }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box has to be reachable from the keyboard
    <ol className="token-chips" aria-label="Tokens" dir={textDirection(tokens)} tabIndex={0}>
      {tokens.slice(0, MAX_CHIPS).map((token, position) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text; the same word may come twice
          key={position}
          label={token.label}
          role={roleOf(position, queryPosition, keyPosition)}
        />
      ))}
      {tokens.length > MAX_CHIPS && (
        <li className="token-chips__more">and {formatCount(tokens.length - MAX_CHIPS)} more</li>
      )}
    </ol>
  );
});
