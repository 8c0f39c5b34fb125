import { type ComponentType, useCallback, useMemo } from 'react';
import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { Deferred } from '../controls/later/Deferred.tsx';
import type { CostChoice } from '../state/facts/cost/costChoice.ts';
import { useActions, useAppState, useAppStore } from '../state/shown/hooks/useAppState.tsx';
import { Arithmetic } from './arithmetic/Arithmetic.tsx';
import { CostControls } from './choose/CostControls.tsx';
import type { CostPartProps } from './costSetup.ts';
import { costSetupOf, kvHeadsFor } from './costSetupOf.ts';
import './cost.css';
import { CostHeadline } from './first/CostHeadline.tsx';
import { SequencesFigure } from './first/SequencesFigure.tsx';
import { FitSection } from './fit/FitSection.tsx';
import { FleetPart } from './fleet/FleetPart.tsx';
import { Glossary } from './glossary/Glossary.tsx';
import { NeedsBack } from './needs/NeedsBack.tsx';
import { OwnModel } from './own-model/OwnModel.tsx';
import { ContextPicture } from './pictures/ContextPicture.tsx';
import { FitsPicture } from './pictures/FitsPicture.tsx';
import { MemoryPicture } from './pictures/MemoryPicture.tsx';
import { RooflinePicture } from './pictures/RooflinePicture.tsx';
import { ShardsPicture } from './pictures/ShardsPicture.tsx';
import { TimelinePicture } from './pictures/TimelinePicture.tsx';
import { ServePart } from './serve/ServePart.tsx';
import { Sources } from './sources/Sources.tsx';
import { Speed } from './speed/Speed.tsx';
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

/** What stands below the controls, two side by side where there is room. */
const CHARTS: readonly Pick<Section, 'what' | 'Part'>[] = [
  { what: 'Bytes against context', Part: ContextPicture },
  { what: 'The map of what fits', Part: FitsPicture },
  { what: 'The memory of one GPU', Part: MemoryPicture },
  { what: 'The heads of each GPU', Part: ShardsPicture },
];

/** Questions with a card and a heading of their own. */
const QUESTIONS: readonly Pick<Section, 'what' | 'Part'>[] = [
  { what: 'How fast at best', Part: Speed },
  { what: 'The roofline', Part: RooflinePicture },
  { what: 'What is needed', Part: NeedsBack },
  { what: 'Your own model', Part: OwnModelPart },
];

/** Everything below, in this order. */
const SECTIONS: readonly Section[] = [
  { title: 'What fits', what: 'What fits', Part: FitSection, room: 'tall' },
  { title: 'The same model with other KV heads', what: 'The comparison', Part: ThreeTimes },
  { title: 'Arithmetic', what: 'The arithmetic', Part: Arithmetic },
  { title: 'Where the facts come from', what: 'The sources', Part: Sources, room: 'wide' },
];

interface Props {
  readonly theme: Theme;
  /** Fetches the code of decoding. */
  readonly loadDecode: () => Promise<ComponentType<{ readonly theme: Theme }>>;
}

/** What a published model costs on given GPUs as MHA, GQA and MQA: how many sequences of what length they hold. */
export function Cost({ theme, loadDecode }: Props) {
  const choice = useAppState((state) => state.settings.cost);
  const { update, notify } = useActions();
  const store = useAppStore();
  const { setup, weightType, problems, remarks } = useMemo(() => costSetupOf(choice), [choice]);
  const onChange = useCallback(
    (patch: Partial<CostChoice>) => update({ cost: { ...store.getState().settings.cost, ...patch } }),
    [update, store],
  );
  const onError = useCallback((text: string) => notify({ id: 'copy', kind: 'error', text }), [notify]);
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
      <Pair parts={CHARTS} {...part} />
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
      <Pair parts={QUESTIONS} {...part} />
      <Deferred load={loadDecode} what="decoding" props={{ theme }} />
      <ErrorBoundary what="Beyond one machine">
        <FleetPart {...part} onError={onError} />
      </ErrorBoundary>
      <ErrorBoundary what="The line for vLLM">
        <ServePart setup={setup} onError={onError} />
      </ErrorBoundary>
      <ErrorBoundary what="The timeline">
        <TimelinePicture {...part} />
      </ErrorBoundary>
      <ErrorBoundary what="The glossary">
        <Glossary />
      </ErrorBoundary>
    </div>
  );
}

function OwnModelPart({ setup, onChange }: CostPartProps) {
  const { own, kvHeads } = setup.choice;
  return (
    <OwnModel
      own={own}
      onChange={({ own: next }) => onChange({ own: next, ...(next && { kvHeads: kvHeadsFor(next, kvHeads) }) })}
    />
  );
}

/** Parts two side by side where there is room; one that cannot be shown takes no other with it. */
function Pair({ parts, ...part }: CostPartProps & { readonly parts: readonly Pick<Section, 'what' | 'Part'>[] }) {
  return (
    <div className="cost__pairs">
      {parts.map(({ what, Part }) => (
        <ErrorBoundary key={what} what={what}>
          <Part {...part} />
        </ErrorBoundary>
      ))}
    </div>
  );
}
