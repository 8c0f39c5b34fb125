import { VOCABULARY } from '../../attention/trained/sequences.ts';
import { stuckText } from '../../catalog/figureText.ts';
import { TRAINED_MODELS } from '../../catalog/trainedModels.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { LossChart } from '../../charts/loss/LossChart.tsx';
import { CACHE_TOKENS, type LossPoint } from '../../charts/loss/points.ts';
import { catalogPoints, setPoints } from '../../charts/loss/pointsOf.ts';
import { lossTable } from '../../charts/loss/table.ts';
import { modelSetOf } from '../../state/models/ownModels.ts';
import { useActions, useAppState } from '../../state/useAppState.tsx';

const SHIPPED_POINTS = catalogPoints(TRAINED_MODELS);
const STUCK = stuckText(TRAINED_MODELS.models);

/** The measured loss of the shipped models, and of the user's own where there are any, against their KV cache. */
export function QualityFigures() {
  const weights = useAppState((state) => state.settings.weights);
  const numKvHeads = useAppState((state) => state.settings.numKvHeads);
  const own = useAppState((state) => state.models.own);
  const { update } = useActions();
  const { dModel, numHeads, recipe } = TRAINED_MODELS;
  const isShipped = weights === 'trained';
  return (
    <>
      <QualityFigure
        title="Measured loss of the shipped models, against KV cache"
        fileName="headroom-loss"
        settings={[`d_model ${dModel}`, `${numHeads} query heads`, `${recipe.steps.toLocaleString('en')} steps`]}
        points={SHIPPED_POINTS}
        chosen={isShipped ? numKvHeads : undefined}
        onChoose={isShipped ? (count) => update({ numKvHeads: count }) : undefined}
      />
      <p>
        <strong>A measure of quality, of this toy alone:</strong> cross-entropy on made-up retrieval questions about
        sequences that no training saw; guessing has {Math.log(VOCABULARY).toFixed(2)}. Where two ranges overlap, these
        seeds can’t tell the two apart, and part of the gap is speed of learning: don’t read its size into large models.
        The cache is that of both layers for {CACHE_TOKENS.toLocaleString('en')} tokens in float32.
        {!isShipped && ' The weights on screen are others.'} {STUCK}
      </p>
      {own && (
        <>
          <QualityFigure
            title="Measured loss of your own models, against KV cache"
            fileName="headroom-own-loss"
            settings={[own.title]}
            points={setPoints(modelSetOf(own).models)}
            chosen={weights === 'own' ? own.shape.numKvHeads : undefined}
          />
          <p>
            One training each, on questions and lengths of their own: compare these three with each other, not with the
            shipped ones.
          </p>
        </>
      )}
    </>
  );
}

interface QualityFigureProps {
  readonly title: string;
  readonly fileName: string;
  readonly settings: readonly string[];
  readonly points: readonly LossPoint[];
  readonly chosen: number | undefined;
  readonly onChoose?: ((numKvHeads: number) => void) | undefined;
}

function QualityFigure({ title, fileName, settings, points, chosen, onChoose }: QualityFigureProps) {
  const { notify } = useActions();
  return (
    <ChartFigure
      title={title}
      fileName={fileName}
      settings={settings}
      data={() => lossTable(points)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
    >
      {(svgRef) => <LossChart points={points} chosen={chosen} onChoose={onChoose} svgRef={svgRef} />}
    </ChartFigure>
  );
}
