import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { ParameterBars } from '../../charts/parameters/ParameterBars.tsx';
import { parameterTable } from '../../charts/parameters/table.ts';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useRunCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectConfig } from '../../state/shown/wanted.ts';

/** Parameters of the three layers, part by part. */
export function ParametersPanel() {
  const config = useAppState(selectConfig);
  const { notify } = useActions();
  const caption = useRunCaption();
  return (
    <ChartFigure
      title="Parameters"
      fileName="headroom-parameters"
      settings={caption}
      data={() => parameterTable(config, config.bias)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => (
        <ErrorBoundary what="The Parameters chart">
          <ParameterBars shape={config} bias={config.bias} svgRef={svgRef} />
        </ErrorBoundary>
      )}
    </ChartFigure>
  );
}
