import { type ComponentType, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { RunRequest } from '../attention/run/request.ts';
import type { Theme } from '../charts/color/palette.ts';
import { ErrorBoundary } from '../controls/ErrorBoundary.tsx';
import { isLetter } from '../controls/keyboard.ts';
import { Deferred } from '../controls/later/Deferred.tsx';
import type { RunTensors } from '../engine/Engine.ts';
import { useIsBehind } from '../state/shown/hooks/FollowsLater.tsx';
import { useActions, useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectIsSettled } from '../state/shown/isSettled.ts';
import { Header } from './Header.tsx';
import { LoadingPresent } from './LoadingPresent.tsx';
import { ModelDrop } from './ModelDrop.tsx';
import { Notices } from './Notices.tsx';
import { Screens } from './Screens.tsx';
import { usePresentCode } from './usePresentCode.ts';
import { useTheme } from './useTheme.ts';
import { useTopOfScreen } from './useTopOfScreen.ts';
import { useUnloadWarning } from './useUnloadWarning.ts';
import './app.css';
import './print.css';

const loadCost = async () => (await import('../cost/Cost.tsx')).Cost;

interface Props {
  /** Computes a whole run and reads every tensor of it back. */
  readonly tensorsOf: (request: RunRequest) => Promise<RunTensors>;
  /** Fetches Train's code. */
  readonly loadTrain: () => Promise<ComponentType<{ readonly theme: Theme }>>;
  /** Fetches the code of Recorded. */
  readonly loadRecorded: () => Promise<ComponentType<{ readonly theme: Theme }>>;
  /** Fetches the code of decoding, which two screens show. */
  readonly loadDecode: () => Promise<ComponentType<{ readonly theme: Theme }>>;
}

/** The frame around the screen: header, notices, theme, and the key that starts Present. */
export function App({ tensorsOf, loadTrain, loadRecorded, loadDecode }: Props) {
  const screen = useAppState((state) => state.settings.screen);
  const present = useAppState((state) => state.settings.present);
  const notices = useAppState((state) => state.notices);
  const choice = useAppState((state) => state.preferences.theme);
  const { dismiss, retry } = useActions();
  // A projector washes dark colours out: Present starts light, whatever the page is.
  const [presentTheme, setPresentTheme] = useState<Theme>('light');
  const theme = useTheme(present ? presentTheme : choice);
  const presentButton = useRef<HTMLButtonElement>(null);
  const inspectButton = useRef<HTMLButtonElement>(null);
  // Asked for by button or key. A map that was clicked keeps the focus, and a link that opens takes none.
  const [goesIn, setGoesIn] = useState(false);
  const Present = usePresentCode();
  usePresentKey();
  useTopOfScreen(screen);
  useUnloadWarning();
  useFocusOnLeaving(present, presentButton);
  return (
    <>
      {(!present || !Present) && (
        <Header
          theme={theme}
          presentButton={presentButton}
          inspectButton={inspectButton}
          onInspect={() => setGoesIn(true)}
        />
      )}
      <Main>
        <ErrorBoundary what="This screen">
          {present && !Present ? (
            <LoadingPresent />
          ) : present && Present ? (
            <Present theme={theme} onToggleTheme={() => setPresentTheme(theme === 'light' ? 'dark' : 'light')} />
          ) : screen === 'train' ? (
            <Deferred load={loadTrain} what="Train" props={{ theme }} />
          ) : screen === 'cost' ? (
            <Deferred load={loadCost} what="Cost" props={{ theme, loadDecode }} />
          ) : screen === 'recorded' ? (
            <Deferred load={loadRecorded} what="Recorded" props={{ theme }} />
          ) : (
            <Screens
              theme={theme}
              tensorsOf={tensorsOf}
              loadDecode={loadDecode}
              inspectButton={inspectButton}
              goesIn={goesIn}
              onGoIn={setGoesIn}
            />
          )}
        </ErrorBoundary>
      </Main>
      <ModelDrop />
      <Notices notices={notices} onDismiss={dismiss} onRetry={retry} />
    </>
  );
}

/** The landmark, which says when the picture matches the settings: of itself, so that nothing in it is rendered for that. */
function Main({ children }: { children: ReactNode }) {
  const isSettled = useAppState(selectIsSettled);
  const isBehind = useIsBehind();
  return <main data-state={isSettled && !isBehind ? 'settled' : 'running'}>{children}</main>;
}

/** `p` starts Present, unless someone types or single-letter keys are switched off. Present itself has the keys after that. */
function usePresentKey(): void {
  const isOn = useAppState(
    (state) => state.preferences.singleKeys && !state.settings.present && state.settings.screen === 'explore',
  );
  const { update } = useActions();
  useEffect(() => {
    if (!isOn) return;
    const start = (event: KeyboardEvent) => {
      if (!isLetter(event, 'p')) return;
      event.preventDefault();
      update({ present: true });
    };
    document.addEventListener('keydown', start);
    return () => document.removeEventListener('keydown', start);
  }, [isOn, update]);
}

/** Leaving Present gives the focus to the button that starts it: what had it has gone with Present. */
function useFocusOnLeaving(present: boolean, button: RefObject<HTMLButtonElement | null>): void {
  const wasPresent = useRef(present);
  useEffect(() => {
    if (wasPresent.current && !present) button.current?.focus({ preventScroll: true });
    wasPresent.current = present;
  }, [present, button]);
}
