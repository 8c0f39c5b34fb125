import { type ComponentType, useCallback, useMemo } from 'react';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import type { CostChoice } from '../state/facts/cost/costChoice.ts';
import { useActions, useAppState, useAppStore } from '../state/shown/hooks/useAppState.tsx';
import { Arithmetic } from './arithmetic/Arithmetic.tsx';
import { CostControls } from './choose/CostControls.tsx';
import type { CostPartProps } from './costSetup.ts';
import { costSetupOf } from './costSetupOf.ts';
import './cost.css';
import { CostHeadline } from './first/CostHeadline.tsx';
import { SequencesFigure } from './first/SequencesFigure.tsx';
import { FitSection } from './fit/FitSection.tsx';
import { Sources } from './sources/Sources.tsx';
import { ThreeTimes } from './variants/ThreeTimes.tsx';

interface Section {
  readonly title: string;
  /** The subject of "… could not be shown." */
  readonly what: string;
  readonly Part: ComponentType<CostPartProps>;
  /** Room that it takes where two stand side by side: a whole row, or the height of two others. */
  readonly room?: 'wide' | 'tall';
}

/** What stands beside the first sentence, the first picture first. */
const PICTURES: readonly Pick<Section, 'what' | 'Part'>[] = [{ what: 'The picture', Part: SequencesFigure }];

/** Everything below, in this order. */
const SECTIONS: readonly Section[] = [
  { title: 'What fits', what: 'What fits', Part: FitSection, room: 'tall' },
  { title: 'The same model with other KV heads', what: 'The comparison', Part: ThreeTimes },
  { title: 'Arithmetic', what: 'The arithmetic', Part: Arithmetic },
  { title: 'Where the facts come from', what: 'The sources', Part: Sources, room: 'wide' },
];

/** What a published model costs on given GPUs as MHA, GQA and MQA: how many sequences of what length they hold. */
export function Cost() {
  const choice = useAppState((state) => state.settings.cost);
  const { update } = useActions();
  const store = useAppStore();
  const { setup, weightType, problems, remarks } = useMemo(() => costSetupOf(choice), [choice]);
  const onChange = useCallback(
    (patch: Partial<CostChoice>) => update({ cost: { ...store.getState().settings.cost, ...patch } }),
    [update, store],
  );
  const part = { setup, onChange };
  return (
    <div className="cost">
      {problems.map((problem) => (
        <p key={problem} role="status" className="cost__problem">
          {problem}
        </p>
      ))}
      <section className="cost__first" aria-label="In one sentence">
        <CostHeadline {...part} />
        <div className="cost__pictures">
          {PICTURES.map(({ what, Part }) => (
            <ErrorBoundary key={what} what={what}>
              <Part {...part} />
            </ErrorBoundary>
          ))}
        </div>
      </section>
      <CostControls {...part} countedAs={weightType} />
      {remarks.map((remark) => (
        <p key={remark} className="cost__remark">
          {remark}
        </p>
      ))}
      <div className="cost__sections">
        {SECTIONS.map(({ title, what, Part, room }) => (
          <section key={title} className="card cost__section" aria-label={title} data-room={room}>
            <h2>{title}</h2>
            <ErrorBoundary what={what}>
              <Part {...part} />
            </ErrorBoundary>
          </section>
        ))}
      </div>
    </div>
  );
}
