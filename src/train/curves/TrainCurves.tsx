import { useMemo } from 'react';
import { MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { VOCABULARY } from '../../attention/trained/sequences.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { CurveChart } from '../../charts/curves/CurveChart.tsx';
import type { CurveLine, CurveScale } from '../../charts/curves/curveLine.ts';
import { curveCsv, curveTable } from '../../charts/curves/curveTable.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import type { Measure } from '../../state/facts/train/curves.ts';
import type { TrainRun } from '../../state/facts/train/trainingState.ts';
import { SIZE_PRESETS } from '../../state/facts/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { trainCaption } from '../../state/shown/train/trainCaption.ts';
import './train-curves.css';

const GUESSED_LOSS = Math.log(VOCABULARY);
const hundredths = (value: number) => value.toFixed(2);

const LOSS: CurveScale = {
  name: 'loss (nats; lower is better)',
  chance: { value: GUESSED_LOSS, label: `guessing: ln ${VOCABULARY} = ${hundredths(GUESSED_LOSS)}` },
  most: 5,
  format: hundredths,
};
const INDUCTION: CurveScale = {
  name: 'share of right answers to: what came after this word before?',
  chance: { value: 1 / VOCABULARY, label: `guessing: 1 in ${VOCABULARY}` },
  most: 1,
  format: hundredths,
};

const ACCURACY: CurveScale = { ...INDUCTION, name: 'share of right answers, mean of five questions' };

/** Loss and right answers against steps, as they come. */
export function TrainCurves() {
  const run = useAppState((state) => state.training.run);
  const previous = useAppState((state) => state.training.previous);
  const asked = run?.setup.task === 'all' ? 'accuracy' : 'induction';
  return (
    <div className="train-curves">
      <CurveFigure
        title="Loss"
        fileName="headroom-train-loss"
        measure="loss"
        scale={LOSS}
        run={run}
        previous={previous}
      />
      <CurveFigure
        title={asked === 'accuracy' ? 'Accuracy' : 'Induction accuracy'}
        fileName="headroom-train-accuracy"
        measure={asked}
        scale={asked === 'accuracy' ? ACCURACY : INDUCTION}
        run={run}
        previous={previous}
      />
    </div>
  );
}

interface CurveFigureProps {
  readonly title: string;
  readonly fileName: string;
  readonly measure: Measure;
  readonly scale: CurveScale;
  readonly run: TrainRun | null;
  readonly previous: TrainRun | null;
}

function CurveFigure({ title, fileName, measure, scale, run, previous }: CurveFigureProps) {
  const setup = useAppState((state) => state.settings.train);
  const status = useAppState((state) => state.training.status);
  const { notify } = useActions();
  const lines = useMemo(() => linesOf(run, measure), [run, measure]);
  const before = useMemo(() => linesOf(previous, measure), [previous, measure]);
  const steps = Math.max(run?.setup.steps ?? setup.steps, before[0]?.steps ?? 0);
  return (
    <ChartFigure
      title={title}
      fileName={fileName}
      settings={trainCaption(run?.setup ?? setup, status)}
      data={() => curveTable(title, lines, steps)}
      csvData={() => curveCsv(title, lines, before, steps)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
      controls={previous && <p className="train-curves__previous">Faint: {differenceFrom(previous, run)}</p>}
    >
      {(svgRef) => (
        <CurveChart lines={lines} previous={before} scale={scale} steps={steps} axis={setup.axis} svgRef={svgRef} />
      )}
    </ChartFigure>
  );
}

function linesOf(run: TrainRun | null, measure: Measure): readonly CurveLine[] {
  if (!run) return [];
  const shape = { ...SIZE_PRESETS[run.setup.size].shape, numKvHeads: run.setup.numKvHeads };
  return MECHANISMS.map((mechanism) => {
    const curve = run.curves[mechanism];
    const { numKvHeads } = shapeOf(mechanism, shape);
    return {
      mechanism,
      name: `${MECHANISM_SHORT[mechanism]} · ${numKvHeads} KV`,
      values: curve[measure],
      steps: curve.steps,
    };
  });
}

/** What tells the run before from this one. */
function differenceFrom({ setup: before }: TrainRun, run: TrainRun | null): string {
  const now = run?.setup;
  const parts = [
    before.size !== now?.size && before.size,
    before.numKvHeads !== now?.numKvHeads && `GQA with ${before.numKvHeads} KV`,
    before.learningRate !== now?.learningRate && `learning rate ${before.learningRate}`,
    before.steps !== now?.steps && `${before.steps} steps`,
    before.seed !== now?.seed && `seed ${before.seed}`,
    before.task !== now?.task && (before.task === 'all' ? 'five questions' : 'one question'),
    before.phrasePercent !== now?.phrasePercent && `${before.phrasePercent} % phrases`,
    before.backend !== now?.backend && before.backend,
  ].filter((part) => part !== false);
  return `the run before${parts.length > 0 ? ` (${parts.join(', ')})` : ', the same settings'}`;
}
