import { describe, expect, it } from 'vitest';
import { type KeyPress, keysOf } from './keyboard.ts';

/** A press of the key in the place `code` that types `key`, with what is `held` besides. */
function press(key: string, code: string, ...held: ('Shift' | 'Alt' | 'Control' | 'Meta' | 'AltGraph' | 'CapsLock')[]) {
  const has = (name: (typeof held)[number]) => held.includes(name);
  const states = { shiftKey: has('Shift'), altKey: has('Alt'), ctrlKey: has('Control'), metaKey: has('Meta') };
  const event: KeyPress = { key, code, ...states, getModifierState: (name) => (held as string[]).includes(name) };
  return keysOf(event);
}

describe('keysOf', () => {
  it('takes what was typed on a layout with Latin letters, wherever the key is', () => {
    expect(press('p', 'KeyP')).toEqual(['p']);
    // Dvorak; AZERTY, whose comma is where m is elsewhere; QWERTZ; BÉPO, which has letters of its own in Latin places.
    expect(press('t', 'KeyK')).toEqual(['t']);
    expect(press('m', 'Semicolon')).toEqual(['m']);
    expect(press(',', 'KeyM')).toEqual([',']);
    expect(press('z', 'KeyY')).toEqual(['z']);
    expect(press('è', 'KeyT')).toEqual(['è']);
    expect(press('Dead', 'KeyY')).toEqual(['Dead']);
  });

  it.each([
    ['Russian', 'з', 'KeyP', 'p'],
    ['Ukrainian', 'і', 'KeyS', 's'],
    ['Greek', 'ι', 'KeyI', 'i'],
    ['Hebrew', 'א', 'KeyT', 't'],
    ['Arabic', 'ش', 'KeyA', 'a'],
    ['Persian', 'پ', 'KeyM', 'm'],
    ['Hindi', 'प', 'KeyH', 'h'],
    ['Thai', 'ม', 'KeyM', 'm'],
    ['Georgian', 'ს', 'KeyS', 's'],
    ['Armenian', 'բ', 'KeyB', 'b'],
    ['Korean', 'ㅔ', 'KeyP', 'p'],
    ['Japanese kana', 'と', 'KeyS', 's'],
    ['Russian', 'ю', 'Period', '.'],
    ['Russian', 'х', 'BracketLeft', '['],
    ['Russian', 'ъ', 'BracketRight', ']'],
    ['Arabic', '٢', 'Digit2', '2'],
    ['Persian', '۳', 'Numpad3', '3'],
  ])('takes the letter, digit or sign of the place where %s types %s', (_, key, code, place) => {
    expect(press(key, code)).toEqual([key, place]);
  });

  it('gives capitals by Shift, also of other alphabets, and none by Caps Lock', () => {
    expect(press('T', 'KeyT', 'Shift')).toEqual(['T']);
    // A keyboard on a screen says no Shift.
    expect(press('T', 'KeyT')).toEqual(['T']);
    expect(press('Е', 'KeyT', 'Shift')).toEqual(['Е', 'T']);
    expect(press('T', 'KeyT', 'CapsLock')).toEqual(['t']);
    expect(press('t', 'KeyT', 'CapsLock', 'Shift')).toEqual(['T']);
    expect(press('Е', 'KeyT', 'CapsLock')).toEqual(['е', 't']);
    expect(press('İ', 'Quote', 'CapsLock')).toEqual(['i']);
    expect(press('؟', 'Slash', 'Shift')).toEqual(['؟', '?']);
  });

  it('takes the digits and brackets of layouts that have signs or accents there, after what is typed', () => {
    expect(['&', 'é', '"'].map((key, at) => press(key, `Digit${at + 1}`)[1])).toEqual(['1', '2', '3']);
    expect(press('à', 'Digit0')).toEqual(['à', '0']);
    expect(press('-', 'Digit6')).toEqual(['-', '6']);
    expect(press('+', 'Digit1')).toEqual(['+', '1']);
    expect(press('ü', 'BracketLeft')).toEqual(['ü', '[']);
    expect(press('Dead', 'BracketRight')).toEqual(['Dead', ']']);
    expect(press('1', 'Digit1', 'Shift')).toEqual(['1']);
  });

  it('leaves what Shift types as it is', () => {
    expect(press('!', 'Digit1', 'Shift')).toEqual(['!']);
    expect(press('£', 'Digit3', 'Shift')).toEqual(['£']);
    expect(press('{', 'BracketLeft', 'Shift')).toEqual(['{']);
    expect(press('?', 'Slash', 'Shift')).toEqual(['?']);
  });

  it('leaves keys that have a name as they are, and presses without a place', () => {
    expect(press('Enter', 'Enter')).toEqual(['Enter']);
    expect(press('PageDown', 'PageDown', 'CapsLock')).toEqual(['PageDown']);
    expect(press('Process', 'KeyP')).toEqual(['Process']);
    expect(press(' ', 'Space')).toEqual([' ']);
    expect(press('з', '')).toEqual(['з']);
  });

  it('gives nothing with Control, Alt or Meta, and with AltGr signs alone', () => {
    for (const held of ['Control', 'Alt', 'Meta'] as const) expect(press('з', 'KeyP', held)).toEqual([]);
    expect(press('ś', 'KeyS', 'AltGraph')).toEqual([]);
    expect(press('s', 'KeyS', 'AltGraph')).toEqual([]);
    expect(press('€', 'KeyE', 'Control', 'Alt', 'AltGraph')).toEqual([]);
    expect(press('[', 'Digit5', 'AltGraph')).toEqual(['[']);
    expect(press(']', 'Digit9', 'Control', 'Alt', 'AltGraph')).toEqual([']']);
  });
});
