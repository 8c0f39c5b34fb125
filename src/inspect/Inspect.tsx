import * as Tabs from '@radix-ui/react-tabs';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { Deferred } from '../controls/later/Deferred.tsx';
import { useLasting } from '../controls/useLasting.ts';
import { INSPECT_PANES, type InspectPane } from '../state/facts/settings.ts';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectTrainedLayer } from '../state/shown/modelSelectors.ts';
import { selectIsStale } from '../state/shown/wanted.ts';
import { HeadChoice } from './HeadChoice.tsx';
import { HeadName } from './HeadName.tsx';
import { HeadSentence } from './HeadSentence.tsx';
import './inspect.css';
import type { PaneProps } from './paneProps.ts';
import { PANES } from './panes.ts';
import { focusOpenTab, useKeptFocus } from './useKeptFocus.ts';

export interface InspectProps extends PaneProps {
  readonly pane: InspectPane;
  /** Whether it has the page's width; null where there is no room for anything beside it. */
  readonly wide: boolean | null;
  /** True if it stands at the side of all columns and follows the pointer: the picture comes first, what chooses below it. */
  readonly isSide: boolean;
  readonly onClose: () => void;
  readonly onEscape: () => void;
  /** Whether the focus is to go to the open tab. */
  readonly goesIn: boolean;
  readonly onGoneIn: () => void;
}

/** Takes heads apart and compares them, beside the maps of Explore. */
export function Inspect({ pane, wide, isSide, theme, onClose, onEscape, goesIn, onGoneIn }: InspectProps) {
  const { update } = useActions();
  const isTrained = useAppState((state) => selectTrainedLayer(state) !== undefined);
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!goesIn) return;
    focusOpenTab(tabs.current);
    onGoneIn();
  }, [goesIn, onGoneIn]);
  const focusOfPanel = useKeptFocus(tabs, pane);
  // Of the other panes, those that compare say it of their own results; code is of the present settings at once.
  const isStale = useLasting(useAppState(selectIsStale)) && PANES[pane].of === 'head';
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // Ours: the page would free the locked cell.
    event.preventDefault();
    onEscape();
  };
  const choice = <HeadChoice of={PANES[pane].of} />;
  const wideButton = wide !== null && (
    <button
      type="button"
      className="button"
      aria-pressed={wide}
      onClick={() => update({ inspectWide: !wide, inspect: pane })}
      title="Give Inspect the whole width, and put the maps of Explore away"
    >
      Wide
    </button>
  );
  const tabList = (
    <Tabs.List ref={tabs} className="inspect__tabs" aria-label="What Inspect shows">
      {INSPECT_PANES.map((id) => (
        <Tabs.Trigger key={id} value={id} className="inspect__tab">
          {(isTrained && PANES[id].trainedName) || PANES[id].name}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  );
  return (
    <section className="inspect" data-side={isSide} aria-labelledby="inspect-title" onKeyDown={leave}>
      <header className="inspect__head">
        <h2 id="inspect-title" className="inspect__title">
          Inspect
        </h2>
        {isSide ? <HeadName of={PANES[pane].of} /> : choice}
        <span className="inspect__buttons">
          {!isSide && wideButton}
          <button
            type="button"
            className="button"
            onClick={onClose}
            title={isSide ? 'Close Inspect' : 'Close Inspect (Escape)'}
          >
            Close
          </button>
        </span>
      </header>
      {PANES[pane].of === 'head' && <HeadSentence />}
      <Tabs.Root value={pane} onValueChange={(value) => update({ inspect: value as InspectPane })}>
        {!isSide && tabList}
        <Tabs.Content value={pane} className="inspect__pane" tabIndex={-1} aria-busy={isStale} {...focusOfPanel}>
          <ErrorBoundary key={pane} what={`“${PANES[pane].name}”`}>
            <Deferred load={PANES[pane].load} what={`“${PANES[pane].name}”`} props={{ theme }} />
          </ErrorBoundary>
        </Tabs.Content>
        {isSide && (
          <footer className="inspect__foot">
            {tabList}
            {choice}
            {wideButton}
          </footer>
        )}
      </Tabs.Root>
    </section>
  );
}
