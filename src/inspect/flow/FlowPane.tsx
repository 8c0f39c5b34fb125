import { useCallback, useMemo } from 'react';
import { accent } from '../../charts/color/palette.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { flowTable } from '../../charts/flow/flowTable.ts';
import { MAX_LINES } from '../../charts/flow/shownFlow.ts';
import { TokenFlow } from '../../charts/flow/TokenFlow.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useMapsCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectInspectedHead } from '../../state/shown/pointing/focus.ts';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { HeadAbsent } from '../HeadAbsent.tsx';
import { type InspectedHead, useHeadMap } from '../useHeadMap.ts';

/** Which tokens attend to which in the head that Inspect follows, as lines. */
export function FlowPane() {
  const head = useHeadMap();
  return typeof head === 'string' ? <HeadAbsent why={head} /> : <FlowFigure {...head} />;
}

function FlowFigure({ name, map }: InspectedHead) {
  const { mechanism } = useAppState(selectInspectedHead);
  const flowTokens = useAppState((state) => state.settings.flowTokens);
  const { labels } = useShownTokens();
  const settings = useMapsCaption();
  const { update, notify } = useActions();
  // The maps on screen lag behind the text while a run is under way: a token may lie beyond them.
  const selected = useMemo(
    () => flowTokens.filter((position) => position < map.sequenceLength),
    [flowTokens, map.sequenceLength],
  );
  const select = useCallback((positions: readonly number[]) => update({ flowTokens: positions }), [update]);
  return (
    <ChartFigure
      title={name}
      fileName={`headroom-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-flow`}
      settings={[`at most the ${MAX_LINES} strongest lines`, ...settings]}
      data={() => flowTable(map, labels, selected, name)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => (
        <TokenFlow
          name={`${name}: token flow`}
          color={accent(mechanism)}
          map={map}
          tokens={labels}
          selected={selected}
          onSelect={select}
          svgRef={svgRef}
        />
      )}
    </ChartFigure>
  );
}
