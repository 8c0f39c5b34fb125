import { memo } from 'react';
import { formatCount } from '../../attention/numbers/format.ts';
import type { LookAlike } from '../../attention/tokenizers/lookAlikes.ts';
import { textDirection } from '../../attention/tokenizers/textDirection.ts';
import type { Token } from '../../attention/types.ts';
import { type ColorTable, cssColor } from '../../charts/color/colorTables.ts';
import { textOn } from '../../charts/color/textOn.ts';
import { COLORS, scalePosition } from '../../charts/color/weightScale.ts';
import './token-chips.css';
import { useChipFocus } from './useChipFocus.ts';
import { useLookAlikes } from './useLookAlikes.ts';

interface Props {
  readonly tokens: readonly Token[];
  /** Positions of the lit cell's query and key, if a cell is lit, or of the word that asks. */
  readonly queryPosition?: number | undefined;
  readonly keyPosition?: number | undefined;
  /** What that query gives to each key that it sees; absent while nothing asks. */
  readonly weights?: Float64Array | undefined;
  /** Whose weights these are. */
  readonly weightsOf?: string | undefined;
  /** The maps' colours; absent where there are no maps for a word to light a row in. */
  readonly table?: ColorTable | undefined;
}

/** More would be read by nobody, and each takes its share of every keystroke. */
const MAX_CHIPS = 512;

interface ChipProps {
  readonly label: string;
  readonly position: number;
  readonly role: string | undefined;
  /** The colour of its weight. */
  readonly color: string | undefined;
  readonly isTabStop: boolean;
  /** What sets it apart from another token that looks the same. */
  readonly lookAlike: LookAlike | undefined;
}

const Chip = memo(function Chip({ label, position, role, color, isTabStop, lookAlike }: ChipProps) {
  return (
    <li>
      <button
        type="button"
        className="token-chips__chip"
        data-position={position}
        data-role={role}
        tabIndex={isTabStop ? 0 : -1}
        title={lookAlike?.sentence}
        style={color === undefined ? undefined : { background: color, color: textOn(color) }}
      >
        <bdi translate="no">{label}</bdi>
        {lookAlike && <small className="token-chips__sign"> {lookAlike.sign}</small>}
      </button>
    </li>
  );
});

function roleOf(position: number, query: number | undefined, key: number | undefined): string | undefined {
  if (position === query) return position === key ? 'query key' : 'query';
  return position === key ? 'key' : undefined;
}

/**
 * The tokens as chips, in order, and how many more there are than chips. A chip is a control: its word asks, which lights its
 * row in every map and shades the chips by what it gives to each of them.
 */
export const TokenChips = memo(function TokenChips(props: Props) {
  const { tokens, queryPosition, keyPosition, weights, weightsOf, table } = props;
  const direction = textDirection(tokens);
  const { tabStop, handlers } = useChipFocus(Math.min(tokens.length, MAX_CHIPS), direction === 'rtl');
  const alike = useLookAlikes(tokens);
  const colorOf = (weight: number | undefined) =>
    weight === undefined || !table
      ? undefined
      : cssColor(table, Math.round((COLORS - 1) * Math.min(1, scalePosition(weight))));
  return (
    <ol
      className="token-chips"
      aria-label="Tokens"
      title={weightsOf && `Shaded by weight, ${weightsOf}`}
      dir={direction}
      {...handlers}
    >
      {tokens.slice(0, MAX_CHIPS).map((token, position) => (
        <Chip
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text; the same word may come twice
          key={position}
          label={token.label}
          position={position}
          role={roleOf(position, queryPosition, keyPosition)}
          color={colorOf(weights?.[position])}
          isTabStop={position === tabStop}
          lookAlike={alike?.get(token.key)}
        />
      ))}
      {tokens.length > MAX_CHIPS && (
        <li className="token-chips__more">and {formatCount(tokens.length - MAX_CHIPS)} more</li>
      )}
    </ol>
  );
});
