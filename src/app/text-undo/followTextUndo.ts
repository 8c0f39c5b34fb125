import { isTyping, keysOf } from '../../controls/keyboard.ts';
import type { AppStore } from '../../state/store.ts';
import { createTextHistory } from './textHistory.ts';

/** The stores that are followed already. */
const followed = new WeakSet<AppStore>();

/** The name of the boxes that the text is typed into, on whatever screen. */
const TEXT_BOX = 'text';

/**
 * Has Control+Z bring the text back that an example, a preset or a link took the place of, and Control+Y or
 * Control+Shift+Z put that there again; on a Mac, with Command.
 */
export function followTextUndo(store: AppStore): void {
  if (followed.has(store)) return;
  followed.add(store);
  const history = createTextHistory();
  let isTyped = false;
  // The capture phase comes before the box hears of it and tells the store, and the bubbling phase after.
  document.addEventListener('input', () => (isTyped = true), { capture: true });
  document.addEventListener('input', () => (isTyped = false));
  let isBringingBack = false;
  store.subscribe(({ settings: { text } }, { settings: { text: before } }) => {
    if (text === before || isBringingBack) return;
    if (isTyped) history.typed(text);
    else history.replaced(before, text);
  });
  document.addEventListener('keydown', (event) => {
    const direction = directionOf(event);
    const { target } = event;
    const isElsewhere = isTyping(target) && (target as HTMLInputElement).name !== TEXT_BOX;
    if (!direction || event.defaultPrevented || event.isComposing || isElsewhere) return;
    const { settings, actions } = store.getState();
    const text = history[direction](settings.text);
    if (text === undefined) return;
    event.preventDefault();
    isBringingBack = true;
    actions.update({ text });
    isBringingBack = false;
  });
}

function directionOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  const { key, code, shiftKey, altKey } = event;
  if (altKey || event.ctrlKey === event.metaKey) return null;
  const alone = { key, code, altKey, shiftKey: false, ctrlKey: false, metaKey: false, getModifierState: () => false };
  const letters = keysOf(alone).map((letter) => letter.toLowerCase());
  if (letters.includes('z')) return shiftKey ? 'redo' : 'undo';
  return letters.includes('y') && !shiftKey ? 'redo' : null;
}
