import { useMemo } from 'react';
import { MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { VOCABULARY } from '../../attention/trained/sequences.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { CurveChart } from '../../charts/curves/CurveChart.tsx';
import type { CurveLine, CurveScale } from '../../charts/curves/curveLine.ts';
import { curveCsv, curveTable } from '../../charts/curves/curveTable.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { Select } from '../../controls/Select.tsx';
import type { Measure } from '../../state/train/curves.ts';
import { trainCaption } from '../../state/train/trainCaption.ts';
import type { TrainRun } from '../../state/train/trainingState.ts';
import { SIZE_PRESETS, type TrainSetup } from '../../state/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/useAppState.tsx';
import './train-curves.css';

const GUESSED_LOSS = Math.log(VOCABULARY);
const hundredths = (value: number) => value.toFixed(2);

const LOSS: CurveScale = {
  name: 'loss (nats; less is better)',
  chance: { value: GUESSED_LOSS, label: `guessing: ln ${VOCABULARY} = ${hundredths(GUESSED_LOSS)}` },
  most: 5,
  format: hundredths,
};
const ACCURACY: CurveScale = {
  name: 'share of right answers',
  chance: { value: 1 / VOCABULARY, label: `guessing: 1 in ${VOCABULARY}` },
  most: 1,
  format: hundredths,
};

const AXIS_NAMES: Readonly<Record<TrainSetup['axis'], string>> = { linear: 'linear', log: 'logarithmic' };

/** Loss and right answers against steps, as they come. */
export function TrainCurves() {
  const run = useAppState((state) => state.training.run);
  const previous = useAppState((state) => state.training.previous);
  const train = useAppState((state) => state.settings.train);
  const { update } = useActions();
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
        controls={
          <div className="train-curves__controls">
            <Select
              label="Steps axis"
              value={train.axis}
              options={AXIS_NAMES}
              onChange={(axis) => update({ train: { ...train, axis } })}
            />
            {previous && <span className="train-curves__previous">faint: {differenceFrom(previous, run)}</span>}
          </div>
        }
      />
      <CurveFigure
        title={asked === 'accuracy' ? 'Right answers to five questions' : 'Right answers: induction'}
        fileName="headroom-train-accuracy"
        measure={asked}
        scale={ACCURACY}
        run={run}
        previous={previous}
        controls={<p className="train-curves__controls">{QUESTION[asked]}</p>}
      />
    </div>
  );
}

const QUESTION = {
  accuracy:
    'Asked at each token: the one before, two back, the first, the last mark, and what followed this one before.',
  induction: 'Asked where a word comes again: what came after it then?',
} as const;

interface CurveFigureProps {
  readonly title: string;
  readonly fileName: string;
  readonly measure: Measure;
  readonly scale: CurveScale;
  readonly run: TrainRun | null;
  readonly previous: TrainRun | null;
  readonly controls: React.ReactNode;
}

function CurveFigure({ title, fileName, measure, scale, run, previous, controls }: CurveFigureProps) {
  const { axis, steps: plannedSteps } = useAppState((state) => state.settings.train);
  const setup = useAppState((state) => state.settings.train);
  const status = useAppState((state) => state.training.status);
  const { notify } = useActions();
  const lines = useMemo(() => linesOf(run, measure), [run, measure]);
  const before = useMemo(() => linesOf(previous, measure), [previous, measure]);
  const steps = Math.max(run?.setup.steps ?? plannedSteps, before[0]?.steps ?? 0);
  return (
    <ChartFigure
      title={title}
      fileName={fileName}
      settings={trainCaption(run?.setup ?? setup, status)}
      data={() => curveTable(title, lines, steps)}
      csvData={() => curveCsv(title, lines, before, steps)}
      onError={(text) => notify({ id: 'save', kind: 'error', text })}
      controls={controls}
    >
      {(svgRef) => (
        <CurveChart lines={lines} previous={before} scale={scale} steps={steps} axis={axis} svgRef={svgRef} />
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
  return `the run before${parts.length > 0 ? ` (${parts.join(', ')})` : ', the same set-up'}`;
}
