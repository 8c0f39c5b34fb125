import { formatCount } from '../../attention/format.ts';
import { stuckText } from '../../catalog/figureText.ts';
import { TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { LossChart } from '../../charts/loss/LossChart.tsx';
import { CACHE_TOKENS, type LossPoint } from '../../charts/loss/points.ts';
import { catalogPoints, setPoints } from '../../charts/loss/pointsOf.ts';
import { lossTable } from '../../charts/loss/table.ts';
import { selectSetSources } from '../../state/train/setSources.ts';
import { useActions, useAppState } from '../../state/useAppState.tsx';
import './train-quality.css';

const SHIPPED_POINTS = catalogPoints(TRAINED_MODELS);
const STUCK = stuckText(TRAINED_MODELS.models);

/** What sharing K and V cost: the measured loss of what was trained here, and of the shipped models, against their cache. */
export function TrainQuality() {
  const [source] = useAppState(selectSetSources);
  const { dModel, numHeads, recipe } = TRAINED_MODELS;
  return (
    <div className="train-quality">
      {source && (
        <Figure
          title="Measured loss of your models, against KV cache"
          fileName="headroom-own-loss"
          settings={[source.set.title]}
          points={setPoints(source.set.models)}
          chosen={source.set.models.gqa.shape.numKvHeads}
        />
      )}
      <Figure
        title="Measured loss of the shipped models, against KV cache"
        fileName="headroom-loss"
        settings={[`d_model ${dModel}`, `${numHeads} query heads`, `${formatCount(recipe.steps)} steps`]}
        points={SHIPPED_POINTS}
      />
      <p className="train-quality__note">
        The loss is that of sequences which no training saw; the cache that of both layers for{' '}
        {formatCount(CACHE_TOKENS)} tokens in float32. Your models and the shipped ones were asked other questions about
        sequences of other lengths: compare within a figure, not between the two. One training each says nothing about
        spread. {STUCK}
      </p>
    </div>
  );
}

interface FigureProps {
  readonly title: string;
  readonly fileName: string;
  readonly settings: readonly string[];
  readonly points: readonly LossPoint[];
  readonly chosen?: number;
}

function Figure({ title, fileName, settings, points, chosen }: FigureProps) {
  const { notify } = useActions();
  return (
    <ChartFigure
      title={title}
      fileName={fileName}
      settings={settings}
      data={() => lossTable(points)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => <LossChart points={points} chosen={chosen} svgRef={svgRef} />}
    </ChartFigure>
  );
}
