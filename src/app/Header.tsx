import type { RefObject } from 'react';
import type { Theme } from '../charts/color/palette.ts';
import { CopyButton } from '../controls/copy/CopyButton.tsx';
import { DisclosureMenu } from '../controls/DisclosureMenu.tsx';
import { Toolbar } from '../controls/Toolbar.tsx';
import { copiedLink } from '../state/link/copiedLink.ts';
import { isTooLongForLink } from '../state/link/linkText.ts';
import { useActions, useAppState, useAppStore } from '../state/shown/hooks/useAppState.tsx';
import { ScreenTabs } from './ScreenTabs.tsx';
import { useInspectDoor } from './useInspectDoor.ts';

interface Props {
  readonly theme: Theme;
  readonly presentButton: RefObject<HTMLButtonElement | null>;
  readonly inspectButton: RefObject<HTMLButtonElement | null>;
  /** Inspect was opened by its button: the focus goes there. */
  readonly onInspect: () => void;
}

/** Name, what the page is in a sentence, and what one does with the whole of it. */
export function Header({ theme, presentButton, inspectButton, onInspect }: Props) {
  const isExplore = useAppState((state) => state.settings.screen === 'explore');
  const hasFailed = useAppState((state) => state.engine.phase === 'failed');
  const inspect = useInspectDoor();
  const { update, notify, setPreferences } = useActions();
  const store = useAppStore();
  const linkToCopy = () => {
    const { settings } = store.getState();
    if (isTooLongForLink(settings.text)) {
      const text = 'The text is too long for a link: the link carries the settings without it.';
      notify({ id: 'copy', kind: 'warning', text, about: ['text'] });
    }
    return copiedLink(settings);
  };
  return (
    <header className="app__header">
      {isExplore && (
        <button type="button" className="skip-link" onClick={goToMaps}>
          Skip to the maps
        </button>
      )}
      <h1 className="app__name">HeadRoom</h1>
      <ScreenTabs />
      {isExplore && hasFailed ? (
        <p className="app__about app__about--wrong">No engine runs: nothing new is computed.</p>
      ) : (
        <p className="app__about">What happens when attention heads share keys and values</p>
      )}
      <Toolbar label="Actions" className="app__actions">
        {isExplore && (
          <>
            <button ref={presentButton} type="button" className="button" onClick={() => update({ present: true })}>
              Present
            </button>
            <button
              ref={inspectButton}
              type="button"
              className="button"
              aria-pressed={inspect.isOpen}
              onClick={() => {
                if (inspect.isOpen) return inspect.close();
                inspect.open();
                onInspect();
              }}
            >
              Inspect
            </button>
          </>
        )}
        <CopyButton
          label="Copy link"
          text={linkToCopy}
          onError={(text) => notify({ id: 'copy', kind: 'error', text })}
        />
        <button
          type="button"
          className="button"
          aria-label={theme === 'dark' ? 'Switch to light theme' : 'Switch to dark theme'}
          title={theme === 'dark' ? 'Light theme' : 'Dark theme'}
          onClick={() => setPreferences({ theme: theme === 'dark' ? 'light' : 'dark' })}
        >
          {theme === 'dark' ? '☀' : '☾'}
        </button>
        <SettingsMenu />
      </Toolbar>
    </header>
  );
}

/** A button, as the fragment of a link is the settings'. */
function goToMaps(): void {
  document.querySelector<HTMLElement>('[data-query-head][tabindex="0"]')?.focus();
}

/** What the page remembers about its user. */
function SettingsMenu() {
  const singleKeys = useAppState((state) => state.preferences.singleKeys);
  const { setPreferences } = useActions();
  return (
    <DisclosureMenu label="Keys" align="end">
      {() => (
        <div className="app__keys">
          <p>
            <kbd translate="no">p</kbd> starts Present, which lists its keys on <kbd translate="no">?</kbd>.{' '}
            <kbd translate="no">i</kbd> opens Inspect and closes it again. Arrow keys go from tab to tab, and move
            sliders, maps and cells; Enter on a map opens Inspect and goes in among its cells, Enter on a cell locks it,
            Escape frees it. In Train, the space bar trains and pauses, <kbd translate="no">s</kbd> makes a step,{' '}
            <kbd translate="no">r</kbd> begins again.
          </p>
          <label>
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => setPreferences({ singleKeys: event.target.checked })}
            />
            Single-letter keys
          </label>
        </div>
      )}
    </DisclosureMenu>
  );
}
