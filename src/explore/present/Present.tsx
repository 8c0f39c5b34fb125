import { useEffect, useRef, useState } from 'react';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { ColorLegend } from '../../charts/heat/ColorLegend.tsx';
import { colorTable } from '../../charts/heat/colorTables.ts';
import type { Theme } from '../../charts/palette.ts';
import { isTyping } from '../../controls/keyboard.ts';
import { selectIsStale } from '../../state/selectors.ts';
import { useActions, useAppState, useAppStore } from '../../state/useAppState.tsx';
import { MechanismColumn } from '../columns/MechanismColumn.tsx';
import { Readout } from '../columns/Readout.tsx';
import { useMarkDrawn } from '../marks.ts';
import { FigureStrip } from './FigureStrip.tsx';
import { KeyList } from './KeyList.tsx';
import { type PresentAction, patchFor, presentAction } from './keys.ts';
import { useFitsThree } from './useFitsThree.ts';
import './present.css';

interface Props {
  readonly theme: Theme;
  readonly onToggleTheme: () => void;
}

/** Explore for a projector: the picture and the text, in type that reads from the last row, worked by keys. */
export function Present({ theme, onToggleTheme }: Props) {
  const settings = useAppState((state) => state.settings);
  const stale = useAppState(selectIsStale);
  const { update } = useActions();
  const [blank, setBlank] = useState(false);
  const [help, setHelp] = useState(false);
  const shown = useShownMechanisms();
  const table = colorTable(settings.colorScale, theme);
  useMarkDrawn();
  useProjectorType();
  usePresentKeys((action) => {
    if (action.kind === 'blank') setBlank((is) => !is);
    else if (action.kind === 'theme') onToggleTheme();
    else if (action.kind === 'help') setHelp((is) => !is);
    else if (action.kind === 'leave' && help) setHelp(false);
  });

  const others = MECHANISMS.filter((mechanism) => !shown.includes(mechanism));
  return (
    <div className="present" data-blank={blank}>
      <label className="present__text">
        <span className="visually-hidden">Text</span>
        <input
          dir="auto"
          spellCheck={false}
          placeholder="Type a sentence"
          value={settings.text}
          onChange={(event) => update({ text: event.target.value })}
          onKeyDown={(event) => {
            // Back to the keys of Present, without leaving it.
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            event.stopPropagation();
            event.currentTarget.blur();
          }}
        />
      </label>
      <div className="present__columns" data-count={shown.length}>
        {shown.map((mechanism) => (
          <MechanismColumn key={mechanism} mechanism={mechanism} table={table} theme={theme} stale={stale} bare />
        ))}
      </div>
      {others.length > 0 && <FigureStrip mechanisms={others} />}
      <Readout />
      <footer className="present__foot">
        <ColorLegend table={table} />
        <p>
          Random weights, untrained{settings.causal ? ' · causal mask' : ' · no mask'} · <kbd>?</kbd> keys
        </p>
      </footer>
      {help && <KeyList onClose={() => setHelp(false)} />}
      {blank && <div className="present__blank" />}
    </div>
  );
}

/** One mechanism where the screen is too narrow for three in this type; GQA unless another one was asked for. */
function useShownMechanisms(): readonly Mechanism[] {
  const focus = useAppState((state) => state.settings.presentFocus);
  const fitsThree = useFitsThree();
  const { setVisibleMechanisms } = useActions();
  const only = focus === 'all' ? (fitsThree ? null : 'gqa') : focus;
  useEffect(() => {
    setVisibleMechanisms(only === null ? MECHANISMS : [only]);
    return () => setVisibleMechanisms(MECHANISMS);
  }, [only, setVisibleMechanisms]);
  return only === null ? MECHANISMS : [only];
}

/** Present's type is sized by the screen's height: see present.css. */
function useProjectorType(): void {
  useEffect(() => {
    document.documentElement.dataset['present'] = 'true';
    return () => {
      delete document.documentElement.dataset['present'];
    };
  }, []);
}

/** Settings are changed here; what concerns the screen alone is handed to `onScreen`. */
function usePresentKeys(onScreen: (action: PresentAction) => void): void {
  const store = useAppStore();
  const latest = useRef(onScreen);
  latest.current = onScreen;
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      // Arrows inside a map, and Escape that frees a cell, have already been used there.
      if (event.defaultPrevented || isTyping(event.target)) return;
      const { settings, preferences, actions } = store.getState();
      const action = presentAction(event.key, preferences.singleKeys);
      if (!action) return;
      event.preventDefault();
      latest.current(action);
      const patch = patchFor(action, settings);
      if (patch) actions.update(patch);
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [store]);
}
