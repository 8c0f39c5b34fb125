import { useEffect } from 'react';
import { isTyping, keysOf } from '../controls/keyboard.ts';
import { useAppStore } from '../state/shown/hooks/useAppState.tsx';
import type { TrainControls } from '../state/work/train/trainController.ts';

/** Whatever does something of its own on the space bar. Links do not, also where arrows move among them: they take Enter. */
const TAKES_SPACE = 'button, summary, select, input, [tabindex]:not(a)';

/** Space trains and pauses; `s` makes a step and `r` begins anew, unless single-letter keys are switched off. */
export function useTrainKeys(controls: TrainControls): void {
  const store = useAppStore();
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      const target = event.target as Element | null;
      const keys = keysOf(event);
      const { training, preferences } = store.getState();
      const letters: Readonly<Record<string, () => void>> = { s: controls.step, r: controls.reset };
      const letter = preferences.singleKeys ? keys.flatMap((key) => letters[key.toLowerCase()] ?? [])[0] : undefined;
      const isSpace = keys.includes(' ') && !target?.closest(TAKES_SPACE);
      const deed = isSpace ? (training.phase === 'training' ? controls.pause : controls.train) : letter;
      if (!deed) return;
      event.preventDefault();
      if (!event.repeat) deed();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [store, controls]);
}
