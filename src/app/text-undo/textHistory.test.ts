import { describe, expect, it } from 'vitest';
import { createTextHistory } from './textHistory.ts';

describe('the history of the text', () => {
  it('brings back what another text took the place of, step by step, and forward again', () => {
    const history = createTextHistory();
    history.replaced('mine', 'first example');
    history.replaced('first example', 'second example');
    expect(history.undo('second example')).toBe('first example');
    expect(history.undo('first example')).toBe('mine');
    expect(history.undo('mine')).toBeUndefined();
    expect(history.redo('mine')).toBe('first example');
    expect(history.redo('first example')).toBe('second example');
    expect(history.redo('second example')).toBeUndefined();
    expect(history.undo('second example')).toBe('first example');
  });

  it('leaves what was typed since to the browser', () => {
    const history = createTextHistory();
    history.replaced('mine', 'example');
    history.typed('example!');
    expect(history.undo('example!')).toBeUndefined();
    history.typed('example');
    expect(history.undo('example')).toBe('mine');
  });

  it('takes what was typed between two examples for one step', () => {
    const history = createTextHistory();
    history.replaced('mine', 'first example');
    history.typed('first example, longer');
    history.replaced('first example, longer', 'second example');
    expect(history.undo('second example')).toBe('first example, longer');
    expect(history.undo('first example, longer')).toBe('first example');
    expect(history.undo('first example')).toBe('mine');
  });

  it('does nothing again once something else was typed', () => {
    const history = createTextHistory();
    history.replaced('mine', 'example');
    expect(history.undo('example')).toBe('mine');
    history.typed('mine too');
    history.typed('mine');
    expect(history.redo('mine')).toBeUndefined();
    history.replaced('mine', 'example');
    expect(history.undo('example')).toBe('mine');
    history.replaced('mine', 'another');
    history.replaced('another', 'mine');
    expect(history.redo('mine')).toBeUndefined();
  });

  it('keeps the last step, however long its texts, and no more of others than it has room for', () => {
    const history = createTextHistory();
    const long = 'x'.repeat(3_000_000);
    history.replaced('mine', long);
    history.replaced(long, 'example');
    expect(history.undo('example')).toBe(long);
    expect(history.undo(long)).toBeUndefined();
    for (let at = 0; at < 80; at++) history.replaced(`text ${at}`, `text ${at + 1}`);
    let steps = 0;
    for (let text: string | undefined = 'text 80'; text !== undefined; text = history.undo(text)) steps++;
    expect(steps - 1).toBe(50);
  });
});
