import { useMemo, useState } from 'react';
import { accent } from '../../charts/color/palette.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { flowTable } from '../../charts/flow/flowTable.ts';
import { MAX_LINES } from '../../charts/flow/shownFlow.ts';
import { TokenFlow } from '../../charts/flow/TokenFlow.tsx';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';
import { headMapOf, tokenLabels } from '../../state/shown/recorded/maps.ts';
import { captionOf, fileNameOf } from '../saved.ts';
import { headName } from './headName.ts';
import type { PaneProps } from './paneProps.ts';

/** Which tokens attend to which in the chosen head, as lines. */
export function FlowPane(props: PaneProps) {
  const { column, layer, queryHead } = props;
  const { id, name, recording } = column.opened;
  const { notify } = useActions();
  // Of another recording, the same positions are other tokens.
  const [kept, setKept] = useState<{ readonly of: number; readonly positions: readonly number[] } | null>(null);
  const map = useMemo(() => headMapOf(recording, layer, queryHead), [recording, layer, queryHead]);
  const selected = kept?.of === id ? kept.positions : NONE;
  if (!map) return null;
  const labels = tokenLabels(recording);
  const title = headName(props);
  return (
    <ChartFigure
      title={title}
      fileName={fileNameOf(name, `layer-${layer.layer}-head-${queryHead}-flow`)}
      settings={[`at most the ${MAX_LINES} strongest lines`, ...captionOf(column.opened, layer)]}
      data={() => flowTable(map, labels, selected, title)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => (
        <TokenFlow
          name={`${title}: token flow`}
          color={accent(column.mechanism)}
          map={map}
          tokens={labels}
          selected={selected}
          onSelect={(positions) => setKept({ of: id, positions })}
          svgRef={svgRef}
        />
      )}
    </ChartFigure>
  );
}

const NONE: readonly number[] = [];
