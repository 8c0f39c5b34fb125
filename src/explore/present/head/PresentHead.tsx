import { useMemo } from 'react';
import { kvHeadOf, MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { Maps } from '../../../charts/cells/maps.ts';
import type { ColorTable } from '../../../charts/color/colorTables.ts';
import { LargeHead } from '../../../charts/head-picture/LargeHead.tsx';
import { useSize } from '../../../charts/useSize.ts';
import { useFocusedHead } from '../../../state/shown/exactMaps.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../../state/shown/labels/headNotes.ts';
import { selectAskingToken } from '../../../state/shown/pointing/focus.ts';
import { selectPresentedHeads } from '../../../state/shown/pointing/linkedHeads.ts';
import { useMapSide } from '../../columns/useMapSide.ts';
import { useStale } from '../../columns/useStale.ts';
import { ModelProgress } from '../../progress/ModelProgress.tsx';
import { chooseHeadLayout } from './chooseHeadLayout.ts';
import './present-head.css';
import { usePresentedCell } from './usePresentedCell.ts';

interface Props {
  readonly mechanism: Mechanism;
  readonly maps: Maps | undefined;
  readonly table: ColorTable;
  readonly tokens: readonly string[];
}

/** One head of a mechanism, as large as there is room, with its tokens: the one chosen, or the one most alike it. */
export function PresentHead({ mechanism, maps, table, tokens }: Props) {
  const head = useAppState(selectPresentedHeads)?.[mechanism];
  const hasHead = maps && head && head.queryHead < maps.numHeads;
  return (
    <div className="present-head">
      {hasHead && <Head mechanism={mechanism} maps={maps} table={table} tokens={tokens} queryHead={head.queryHead} />}
      <ModelProgress mechanism={mechanism} />
    </div>
  );
}

interface HeadProps extends Props {
  readonly maps: Maps;
  readonly queryHead: number;
}

function Head({ mechanism, maps, table, tokens, queryHead }: HeadProps) {
  const [roomRef, room] = useSize();
  const { cell, ...handlers } = usePresentedCell(queryHead);
  const note = useAppState(selectHeadNotes)?.[mechanism]?.[queryHead];
  const focused = useFocusedHead(mechanism);
  const litRow = useAppState(selectAskingToken);
  const stale = useStale(mechanism);
  const mapRef = useMapSide();
  const layout = useMemo(() => room && chooseHeadLayout(tokens, room, cell), [tokens, room, cell]);
  return (
    <div ref={roomRef} className="present-head__room">
      {layout && (
        <LargeHead
          {...{ maps, queryHead, focused, tokens, table, layout, cell, stale, litRow, mapRef }}
          {...handlers}
          name={`${MECHANISM_SHORT[mechanism]}, query head ${queryHead}, KV head ${kvHeadOf(queryHead, maps)}, large`}
          idleRows={note?.idleRows}
        />
      )}
    </div>
  );
}
