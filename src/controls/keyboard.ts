/** Whether a key press belongs to the control that has the focus: a field that is typed into, or a select. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** A key press, as the browser and as React tell it. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey' | 'getModifierState'
>;

/**
 * Returns the keys that a press may stand for, of which a handler takes the first that it knows: what was typed, then
 * what an English keyboard has in that place. Russian has no `p`, AZERTY types `&` for 1, German `ü` for `[`.
 * None with Control, Alt or Meta; with AltGr, a sign as it was typed. Only Shift makes a letter a capital.
 */
export function keysOf(press: KeyPress): readonly string[] {
  // A Turkish keyboard, with Caps Lock, has İ where i is.
  const key = press.key.replace('İ', 'I');
  // On Windows, Control and Alt are down, too.
  if (press.getModifierState('AltGraph')) return /^[!-/:-@[-`{-~]$/.test(key) ? [key] : [];
  if (press.altKey || press.ctrlKey || press.metaKey) return [];
  const place = placeOf(press);
  const typed = key.length === 1 && press.getModifierState('CapsLock') ? cased(key, press) : key;
  return place ? [typed, cased(place, press)] : [typed];
}

/** True when `event` presses the Latin letter `letter`, given in lower case, and neither types nor was used. */
export function isLetter(event: KeyboardEvent, letter: string): boolean {
  if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return false;
  return keysOf(event).some((key) => key.toLowerCase() === letter);
}

const cased = (key: string, { shiftKey }: KeyPress) => (shiftKey ? key.toUpperCase() : key.toLowerCase());

/** What an English keyboard has where a key types something else than a Latin letter or a digit. */
function placeOf({ key, code, shiftKey }: KeyPress): string | undefined {
  // Enter is Enter everywhere; a dead key waits for the letter that it changes.
  if (/^[a-z\d]$/i.test(key) || (key.length > 1 && key !== 'Dead')) return undefined;
  if (!shiftKey && code.startsWith('Bracket')) return code === 'BracketLeft' ? '[' : ']';
  const [, kind, name] = /^(Key|Digit|Numpad)(.)$/.exec(code) ?? [];
  if (kind && kind !== 'Key') return shiftKey ? undefined : name;
  // A layout with Latin letters has all of them: BÉPO types è in the place of t.
  if (!/^[^ -~\p{Script=Latin}]$/u.test(key)) return undefined;
  if (code === 'Period' && !shiftKey) return '.';
  return code === 'Slash' && shiftKey ? '?' : name;
}
