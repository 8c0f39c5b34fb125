import { type ComponentType, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { RunRequest } from '../attention/run/request.ts';
import type { Theme } from '../charts/color/palette.ts';
import { Deferred } from '../controls/later/Deferred.tsx';
import { useMediaQuery } from '../controls/useMediaQuery.ts';
import type { RunTensors } from '../engine/Engine.ts';
import { Explore } from '../explore/Explore.tsx';
import type { InspectProps } from '../inspect/Inspect.tsx';
import type { AppState } from '../state/facts/appState.ts';
import { useActions, useAppState, useAppStore } from '../state/shown/hooks/useAppState.tsx';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';
import { freedPatch } from '../state/shown/pointing/freedPatch.ts';
import { selectOpenPane } from '../state/shown/wanted.ts';
import './screens.css';
import { useInspectDoor } from './useInspectDoor.ts';
import { useInspectKey } from './useInspectKey.ts';

const loadInspect = async () => (await import('../inspect/Inspect.tsx')).Inspect;

/** Narrower than this, nothing fits beside the columns: Inspect then takes their place. On paper it comes after them. */
const ROOM_FOR_TWO = 'print, (width >= 64rem)';

/** From here on all three columns have theirs beside Inspect, which then stands open and follows the pointer. */
const SIDE_ROOM = 'screen and (width >= 100rem)';

interface Props {
  readonly theme: Theme;
  /** Computes a whole run and reads every tensor of it back. */
  readonly tensorsOf: (request: RunRequest) => Promise<RunTensors>;
  /** Fetches the code of decoding. */
  readonly loadDecode: () => Promise<ComponentType<{ readonly theme: Theme }>>;
  readonly inspectButton: RefObject<HTMLButtonElement | null>;
  /** Whether the focus is to go into Inspect once that is there. */
  readonly goesIn: boolean;
  readonly onGoIn: (goesIn: boolean) => void;
}

/** Explore, and Inspect beside it while it is open. */
export function Screens({ theme, tensorsOf, loadDecode, inspectButton, goesIn, onGoIn }: Props) {
  const hasSideRoom = useSideRoom();
  const pane = useAppState(selectOpenPane);
  const isWide = useAppState((state) => state.settings.inspectWide);
  const hasRoom = useMediaQuery(ROOM_FOR_TWO);
  const close = useCloseInspect(inspectButton);
  const leave = useLeaveInspect();
  const goIn = useCallback(() => onGoIn(true), [onGoIn]);
  const gone = useCallback(() => onGoIn(false), [onGoIn]);
  useInspectKey(goIn, close);
  const wide = hasRoom ? isWide : null;
  const isBeside = pane !== null && wide === false;
  const isSide = isBeside && hasSideRoom;
  const inspect = useShownOnOpening(pane !== null);
  // Where nobody asked for it, its code comes after the first picture.
  const isDue = useAppState((state) => state.settings.inspect !== null || state.result !== null);
  const inspectProps: InspectProps | null = pane && {
    ...{ pane, theme, wide, isSide, goesIn },
    onClose: close,
    onEscape: isSide ? leave : close,
    onGoneIn: gone,
  };
  return (
    <div className="screens" data-inspect={pane === null ? undefined : isSide ? 'side' : isBeside ? 'beside' : 'below'}>
      <Explore
        theme={theme}
        mapsAway={pane !== null && !isBeside}
        isFolded={isBeside && !isSide}
        tensorsOf={tensorsOf}
        loadDecode={loadDecode}
      />
      {inspectProps && (
        <div ref={inspect} className="screens__inspect">
          {isDue && <Deferred load={loadInspect} what="Inspect" props={inspectProps} />}
        </div>
      )}
    </div>
  );
}

/** Tells the store whether the window has room for Inspect at the side of all columns. Paper has none: it takes the asked for. */
function useSideRoom(): boolean {
  const hasSideRoom = useMediaQuery(SIDE_ROOM);
  const { setSideRoom } = useActions();
  useLayoutEffect(() => setSideRoom(hasSideRoom), [hasSideRoom, setSideRoom]);
  return hasSideRoom;
}

/**
 * Brings Inspect into sight when it opens where it stands above or below the settings; where it stands beside the columns,
 * the map that was clicked stays in sight. A link that has it open leaves the page at its top.
 */
function useShownOnOpening(isOpen: boolean): RefObject<HTMLDivElement | null> {
  const store = useAppStore();
  const element = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    const opens = isOpen && !wasOpen.current;
    wasOpen.current = isOpen;
    if (!opens || !element.current) return;
    const { top } = element.current.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) element.current.scrollIntoView();
    else inspectedMap(store.getState())?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, store]);
  return element;
}

/** Closes Inspect; the focus, if it was inside, goes to the map that was inspected, else to the button that opens Inspect. */
function useCloseInspect(button: RefObject<HTMLButtonElement | null>): () => void {
  const store = useAppStore();
  const { close } = useInspectDoor();
  return useCallback(() => {
    const wasInside = document.activeElement?.closest('.screens__inspect') != null;
    close();
    if (!wasInside) return;
    // The maps may come back only with the next frame.
    requestAnimationFrame(() => (inspectedMap(store.getState()) ?? button.current)?.focus({ preventScroll: true }));
  }, [store, close, button]);
}

/** Frees the locked cell, if there is one; else the focus goes from Inspect, which stays open, to the map that it follows. */
function useLeaveInspect(): () => void {
  const store = useAppStore();
  const { update } = useActions();
  return useCallback(() => {
    const state = store.getState();
    if (state.settings.lockedCell !== null) update(freedPatch(state));
    else inspectedMap(state)?.focus({ preventScroll: true });
  }, [store, update]);
}

/** Returns the map in Explore of the head that Inspect follows. */
function inspectedMap(state: AppState): HTMLElement | null {
  const { mechanism, queryHead } = selectInspectedHead(state);
  return document.querySelector(`section[data-mechanism="${mechanism}"] [data-query-head="${queryHead}"]`);
}
