import { kvHeadOf, MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { MapCell } from '../../charts/cells/cell.ts';
import { weightText } from '../../charts/cells/weightText.ts';
import { selectDecodePlan } from '../../state/shown/decoding/decodeRun.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { mapsOf } from './mapsOf.ts';

/** The cell that is pointed at, in one line: how much one token attends to another, in each mechanism. */
export function DecodeReadout({ cell }: { readonly cell: MapCell | null }) {
  const plan = useAppState(selectDecodePlan);
  const decoded = useAppState((state) => state.decode.decoded);
  const mechanisms = useAppState((state) => state.visibleMechanisms);
  const query = cell && plan?.tokens[cell.queryPosition];
  const key = cell && plan?.tokens[cell.keyPosition];
  if (!decoded || !cell || !query || !key)
    return <p className="decode-steps__readout">{decoded ? 'Point at a cell to read its weight.' : ' '}</p>;
  const isThere = cell.queryPosition < decoded.request.tokens.length;
  return (
    <p className="decode-steps__readout">
      <bdi translate="no">{query.label}</bdi> ({cell.queryPosition}) attends to <bdi translate="no">{key.label}</bdi> (
      {cell.keyPosition}) · query head {cell.queryHead}
      {isThere
        ? mechanisms.map((mechanism) => {
            const maps = mapsOf(decoded, mechanism);
            return (
              maps && (
                <span key={mechanism}>
                  {' '}
                  · {MECHANISM_SHORT[mechanism]} <b>{weightText(maps, cell)}</b> (KV {kvHeadOf(cell.queryHead, maps)})
                </span>
              )
            );
          })
        : ' · not decoded yet'}
    </p>
  );
}
