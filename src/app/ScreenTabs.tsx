import { type KeyboardEvent, type MouseEvent, useDeferredValue, useMemo } from 'react';
import { nextIndex } from '../controls/Toolbar.tsx';
import { SCREENS, type Screen } from '../state/facts/settings.ts';
import { copiedHash } from '../state/link/copiedLink.ts';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import './screen-tabs.css';

const NAMES: Readonly<Record<Screen, string>> = {
  explore: 'Explore',
  train: 'Train',
  cost: 'Cost',
  recorded: 'Your model',
};

/**
 * The way from screen to screen: links, so that one can be opened in a tab of its own. They are one Tab stop together, as the
 * controls of a toolbar are: arrow keys, Home and End go from one to the next.
 */
export function ScreenTabs() {
  const current = useAppState((state) => state.settings.screen);
  // Where a tab leads to may follow once the picture is drawn: to write two links takes a part of each move of a slider.
  const settings = useDeferredValue(useAppState((state) => state.settings));
  // An empty fragment, which stands for the first view, would lead to the page's address without it: to another load.
  const hashes = useMemo(() => SCREENS.map((screen) => copiedHash({ ...settings, screen }) || '#'), [settings]);
  const isTraining = useAppState((state) => state.training.phase === 'training');
  const { update } = useActions();
  const follow = (event: MouseEvent, screen: Screen) => {
    // What asks for another tab or window is the browser's.
    if (event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    update({ screen });
  };
  const others = SCREENS.filter((screen) => screen !== current);
  return (
    <nav className="screen-tabs" aria-label="Screens">
      {SCREENS.map((screen, index) => (
        <a
          key={screen}
          className="screen-tabs__tab"
          href={hashes[index]}
          // The screen that one is on leads nowhere.
          tabIndex={screen === others[0] ? undefined : -1}
          aria-current={screen === current ? 'page' : undefined}
          onClick={(event) => follow(event, screen)}
          onKeyDown={goOn}
        >
          {screen === 'recorded' ? <YourModel /> : NAMES[screen]}
          {screen === 'train' && isTraining && screen !== current && (
            <span className="screen-tabs__busy">
              <span className="visually-hidden"> is training</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}

/** The longest name; where tabs and actions share a short line, a shorter one is seen, and the whole one is read. */
function YourModel() {
  return (
    <>
      <span className="screen-tabs__long">{NAMES.recorded}</span>
      <span className="screen-tabs__short" aria-hidden="true">
        Model
      </span>
    </>
  );
}

/** Moves the focus to the tab that a key leads to. */
function goOn(event: KeyboardEvent<HTMLAnchorElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const tabs = [
    ...(event.currentTarget.parentElement?.querySelectorAll('a:not([aria-current])') ?? []),
  ] as HTMLElement[];
  const next = tabs[nextIndex(event.key, tabs.indexOf(event.currentTarget), tabs.length)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
