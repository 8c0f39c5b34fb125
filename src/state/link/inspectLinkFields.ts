import { MAX_TOKENS } from '../../attention/limits.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { ascending } from '../facts/fitSettings.ts';
import { DEFAULT_SETTINGS, INSPECT_PANES, type LockedCell, type Settings } from '../facts/settings.ts';
import { type LinkField, wordField } from './LinkField.ts';
import { wholeNumber } from './linkText.ts';

/** A cell that was clicked, as "head.query.key". */
export function cellField(key: string): LinkField {
  return {
    key,
    write: ({ lockedCell: cell }) => (cell ? `${cell.queryHead}.${cell.queryPosition}.${cell.keyPosition}` : ''),
    read(value, { numHeads }) {
      const [queryHead, queryPosition, keyPosition, ...more] = value.split('.').map(wholeNumber);
      const lockedCell = { queryHead, queryPosition, keyPosition } as LockedCell;
      const isCell = lockedCell.queryHead < numHeads && isPosition(queryPosition) && isPosition(keyPosition);
      return isCell && more.length === 0
        ? { patch: { lockedCell } }
        : {
            problem: `is not a cell (query head below ${numHeads}, query and key token below ${formatCount(MAX_TOKENS)})`,
          };
    },
    fallback: () => ({ lockedCell: null }),
  };
}

/** What Inspect shows; it is closed where the link says nothing. */
export function paneField(key: string): LinkField {
  return {
    key,
    write: ({ inspect }) => inspect ?? '',
    read(value) {
      const inspect = INSPECT_PANES.find((pane) => pane === value);
      return inspect === undefined ? { problem: `is not one of ${INSPECT_PANES.join(', ')}` } : { patch: { inspect } };
    },
    fallback: () => ({ inspect: null }),
  };
}

/** The mechanism that Inspect follows. */
export function mechanismField(key: string): LinkField {
  return ofShownHead(wordField(key, 'inspectMechanism', MECHANISMS));
}

/** The query head that Inspect follows. */
export function headField(key: string): LinkField {
  return ofShownHead({
    key,
    write: ({ inspectHead }) => String(inspectHead),
    read(value, { numHeads }) {
      const inspectHead = wholeNumber(value);
      return inspectHead < numHeads ? { patch: { inspectHead } } : { problem: `is not a query head below ${numHeads}` };
    },
    fallback: () => ({ inspectHead: DEFAULT_SETTINGS.inspectHead }),
  });
}

/** A row that means nothing, and is left out, with Inspect closed and no cell locked: nothing shows what it says. */
function ofShownHead(field: LinkField): LinkField {
  const isShown = ({ inspect, lockedCell }: Settings) => inspect !== null || lockedCell !== null;
  return {
    ...field,
    write: (settings) => field.write(isShown(settings) ? settings : DEFAULT_SETTINGS),
    read(value, settings) {
      const reading = field.read(value, settings);
      return isShown(settings) || !('patch' in reading) ? reading : { patch: field.fallback(settings) };
    },
  };
}

/** The query head that Present shows large; the maps of all where the link says nothing. */
export function largeHeadField(key: string): LinkField {
  return {
    key,
    write: ({ presentHead }) => (presentHead === null ? '' : String(presentHead)),
    read(value, { numHeads }) {
      const presentHead = wholeNumber(value);
      return presentHead < numHeads ? { patch: { presentHead } } : { problem: `is not a query head below ${numHeads}` };
    },
    fallback: () => ({ presentHead: null }),
  };
}

/** Query positions of the token flow, as "0.3.4". */
export function rowsField(key: string): LinkField {
  return {
    key,
    write: ({ flowTokens }) => flowTokens.join('.'),
    read(value) {
      const positions = value.split('.').map(wholeNumber);
      return positions.every(isPosition)
        ? { patch: { flowTokens: ascending(positions) } }
        : { problem: `is not a list of query tokens below ${formatCount(MAX_TOKENS)}, such as 0.3.4` };
    },
    fallback: () => ({ flowTokens: DEFAULT_SETTINGS.flowTokens }),
  };
}

function isPosition(position: number | undefined): boolean {
  return position !== undefined && position < MAX_TOKENS;
}
