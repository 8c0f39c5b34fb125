import { memo, useMemo } from 'react';
import { bytesPerElement } from '../../attention/kvCache.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { CacheChart } from '../../charts/cache/CacheChart.tsx';
import type { CacheSetup } from '../../charts/cache/lines.ts';
import type { MeasuredBytes } from '../../charts/cache/measured.ts';
import { cacheTable } from '../../charts/cache/table.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { ErrorBoundary } from '../../controls/ErrorBoundary.tsx';
import { IntegerField } from '../../controls/IntegerField.tsx';
import { Select } from '../../controls/Select.tsx';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { MAX_CACHE_LAYERS, MAX_CACHE_SEQUENCES } from '../../state/facts/fitSettings.ts';
import type { ElementType, Settings } from '../../state/facts/settings.ts';
import { type MeasuredCache, selectComparableCaches } from '../../state/shown/decoding/measuredCaches.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useRunCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { selectConfig } from '../../state/shown/wanted.ts';
import './cache-panel.css';
import { MeasuredElsewhere } from './MeasuredElsewhere.tsx';

const ELEMENT_NAMES: Readonly<Record<ElementType, string>> = {
  fp32: 'fp32 (4 B)',
  fp16: 'fp16/bf16 (2 B)',
  fp8: 'fp8/int8 (1 B)',
  int4: 'int4 (½ B)',
};

const AXES_NAMES: Readonly<Record<Settings['cacheAxes'], string>> = { linear: 'linear', log: 'logarithmic' };

/** Bytes of KV cache against sequence length, for as many layers and sequences as one likes. */
export function CachePanel() {
  const config = useAppState(selectConfig);
  const settings = useAppState((state) => state.settings);
  const tokens = useAppState(selectTokenization).tokens.length;
  const caches = useAppState(selectComparableCaches);
  const measured = useMemo(() => caches.map(measuredBytes), [caches]);
  const { notify } = useActions();
  const caption = [
    formatCountOf(settings.cacheLayers, 'layer'),
    formatCountOf(settings.cacheSequences, 'sequence'),
    ELEMENT_NAMES[settings.cacheElement],
    ...useRunCaption(),
  ];
  const setup: CacheSetup = {
    shape: config,
    layers: settings.cacheLayers,
    sequences: settings.cacheSequences,
    bytesPerElement: bytesPerElement(settings.cacheElement),
  };
  return (
    <ChartFigure
      title="KV cache"
      fileName="headroom-kv-cache"
      settings={caption}
      data={() => cacheTable(setup, tokens, settings.cacheAxes, measured)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
      controls={<Controls />}
    >
      {(svgRef) => (
        // Inside the figure: the controls, one of which could mend it, stay.
        <ErrorBoundary what="The KV cache chart">
          <CacheChart {...setup} tokens={tokens} axes={settings.cacheAxes} measured={measured} svgRef={svgRef} />
          <MeasuredElsewhere />
        </ErrorBoundary>
      )}
    </ChartFigure>
  );
}

function measuredBytes({ mechanism, headDim, measure }: MeasuredCache): MeasuredBytes {
  const { capacity, layers, bytes } = measure;
  return { mechanism, headDim, tokens: capacity, layers, bytes };
}

/** Renders alone: the panel follows the number of tokens as well. */
const Controls = memo(function Controls() {
  const cacheLayers = useAppState((state) => state.settings.cacheLayers);
  const cacheSequences = useAppState((state) => state.settings.cacheSequences);
  const cacheElement = useAppState((state) => state.settings.cacheElement);
  const cacheAxes = useAppState((state) => state.settings.cacheAxes);
  const { update } = useActions();
  return (
    <div className="cache-panel__controls">
      <IntegerField
        label="Layers"
        value={cacheLayers}
        min={1}
        max={MAX_CACHE_LAYERS}
        onChange={(layers) => update({ cacheLayers: layers })}
      />
      <IntegerField
        label="Sequences"
        value={cacheSequences}
        min={1}
        max={MAX_CACHE_SEQUENCES}
        onChange={(count) => update({ cacheSequences: count })}
      />
      <Toolbar label="How the cache is counted and drawn" className="cache-panel__choices">
        <Select
          label="Bytes per element"
          value={cacheElement}
          options={ELEMENT_NAMES}
          onChange={(element) => update({ cacheElement: element })}
        />
        <Select label="Axes" value={cacheAxes} options={AXES_NAMES} onChange={(axes) => update({ cacheAxes: axes })} />
      </Toolbar>
    </div>
  );
});
