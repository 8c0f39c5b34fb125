import { useState } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import type { ColorTable } from '../../charts/color/colorTables.ts';
import type { Theme } from '../../charts/color/palette.ts';
import { Select } from '../../controls/Select.tsx';
import type { ConversionRun, ConversionState } from '../../state/facts/train/conversionState.ts';
import { UPTRAIN_PERCENTS, type UptrainPercent } from '../../state/facts/train/trainSetup.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { type SetSource, selectSetSources } from '../../state/shown/train/setSources.ts';
import type { ConvertControls } from '../../state/work/train/convertController.ts';
import { pauseFirst } from '../pauseFirst.ts';
import { ConvertFigure } from './ConvertFigure.tsx';
import { ConvertMaps } from './ConvertMaps.tsx';
import { ConvertProgress } from './ConvertProgress.tsx';
import './convert-section.css';

interface Props {
  readonly controls: ConvertControls;
  readonly theme: Theme;
  readonly table: ColorTable;
}

/** The widest models of which six can be trained on while somebody waits. */
const WIDEST = 64;

const SHARES = Object.fromEntries(UPTRAIN_PERCENTS.map((percent) => [String(percent), `${percent} %`]));

/** From a trained MHA to GQA and MQA: what converting costs, and what a little more training brings back. */
export function ConvertSection({ controls, theme, table }: Props) {
  const { phase, error, run } = useAppState((state) => state.conversion);
  const waits = useAppState((state) => pauseFirst(state, 'convert'));
  const train = useAppState((state) => state.settings.train);
  const sources = useAppState(selectSetSources);
  const { update } = useActions();
  const [chosenId, choose] = useState<SetSource['id']>('trained');
  const source = sources.find(({ id }) => id === chosenId) ?? sources[0];
  const refusal = (source?.id === 'own' ? undefined : waits) ?? refusalOf(source);
  const isAtWork = phase === 'starting' || phase === 'training';
  return (
    <section className="convert" aria-label="Convert" data-phase={phase}>
      <header className="convert__bar">
        <h2 className="convert__title">Convert the MHA</h2>
        {sources.length > 1 && source && (
          <Select
            label="MHA of"
            value={source.id}
            options={
              Object.fromEntries(sources.map(({ id, set }) => [id, set.title])) as Record<SetSource['id'], string>
            }
            onChange={choose}
          />
        )}
        <Select
          label="Uptraining"
          value={String(train.uptrain)}
          options={SHARES}
          title="As a percentage of the steps that the MHA was trained for"
          onChange={(percent) => update({ train: { ...train, uptrain: Number(percent) as UptrainPercent } })}
        />
        <button
          type="button"
          className="button button--main convert__main"
          aria-disabled={!isAtWork && refusal !== undefined}
          onClick={() => {
            if (isAtWork) controls.stop();
            else if (source && refusal === undefined) controls.convert(source.set, train.uptrain);
          }}
        >
          {isAtWork ? 'Stop' : 'Convert'}
        </button>
        {isAtWork && run && <ConvertProgress phase={phase} steps={run.steps} />}
        <p className={isAtWork ? 'visually-hidden' : 'convert__note'} role="status">
          {phase === 'failed' ? error : isAtWork ? phaseText(phase) : (refusal ?? endText(run))}
        </p>
      </header>
      <p className="convert__note">
        GQA and MQA made of the trained MHA: each K and V head is the mean of a group’s, its first, or random. Then all
        are trained on for a few of its steps, at a third of its rate, on new batches. After Ainslie et al. 2023,
        section 2.1 and figures 4 and 5.
      </p>
      {run && (
        <>
          <ConvertFigure run={run} />
          <ConvertMaps run={run} theme={theme} table={table} />
        </>
      )}
    </section>
  );
}

/** Why there is nothing to convert; undefined where there is. */
function refusalOf(source: SetSource | undefined): string | undefined {
  if (!source) return 'Train first, and pause or let it end: its MHA is what is converted.';
  const { shape } = source.set.models.mha;
  if (shape.numHeads === 1) return 'One head is all there is: nothing to share.';
  if (shape.dModel > WIDEST)
    return `Models of d_model ${shape.dModel} are too large to be trained on here: ${WIDEST} is the most.`;
  return undefined;
}

/** What a screen reader is told of by itself: not each step. */
function phaseText(phase: ConversionState['phase']): string {
  return phase === 'starting' ? 'Converting' : 'Training the converted models on';
}

function endText(run: ConversionRun | null): string {
  const step = run?.points.at(-1)?.step;
  if (!run || step === undefined) return '';
  if (step < run.steps) return `Stopped: measured up to step ${step} of ${run.steps}`;
  return `Done: ${formatCountOf(run.steps, 'step')} of uptraining`;
}
