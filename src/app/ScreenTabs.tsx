import type { MouseEvent } from 'react';
import { SCREENS, type Screen } from '../state/facts/settings.ts';
import { copiedHash } from '../state/link/copiedLink.ts';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import './screen-tabs.css';

const NAMES: Readonly<Record<Screen, string>> = { explore: 'Explore', train: 'Train' };

/** The way from screen to screen: links, so that one can be opened in a tab of its own. */
export function ScreenTabs() {
  const settings = useAppState((state) => state.settings);
  const isTraining = useAppState((state) => state.training.phase === 'training');
  const { update } = useActions();
  const follow = (event: MouseEvent, screen: Screen) => {
    // What asks for another tab or window is the browser's.
    if (event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    update({ screen });
  };
  return (
    <nav className="screen-tabs" aria-label="Screens">
      {SCREENS.map((screen) => (
        <a
          key={screen}
          className="screen-tabs__tab"
          // An empty fragment, which stands for the first view, would lead to the page's address without it: to another load.
          href={copiedHash({ ...settings, screen }) || '#'}
          // The screen that one is on leads nowhere.
          tabIndex={screen === settings.screen ? -1 : undefined}
          aria-current={screen === settings.screen ? 'page' : undefined}
          onClick={(event) => follow(event, screen)}
        >
          {NAMES[screen]}
          {screen === 'train' && isTraining && screen !== settings.screen && (
            <span className="screen-tabs__busy">
              <span className="visually-hidden"> is training</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
