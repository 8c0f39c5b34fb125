import { expect, it } from 'vitest';
import { MECHANISMS } from '../../attention/types.ts';
import { CODE_KINDS, DEFAULT_SETTINGS } from '../../state/facts/settings.ts';
import { codeText } from '../../takeaway/code/codeText.ts';
import { highlightedLines } from './highlight.ts';
import { KINDS } from './kinds.ts';

it.each(CODE_KINDS)('keeps every character of %s, line by line', (kind) => {
  for (const mechanism of MECHANISMS) {
    const text = codeText(kind, mechanism, { config: DEFAULT_SETTINGS, tokens: 10 });
    const lines = highlightedLines(text, KINDS[kind].language).map((line) => line.map((span) => span.text).join(''));
    expect(`${lines.join('\n')}\n`).toBe(text);
  }
});

it('says what is a keyword, a number, a remark, and keeps it over several lines', () => {
  expect(highlightedLines('if x:\n    """a\n\n    b"""\n    return 7  # yes\n', 'python')).toEqual([
    [
      { text: 'if', className: 'hljs-keyword' },
      { text: ' x:', className: '' },
    ],
    [
      { text: '    ', className: '' },
      { text: '"""a', className: 'hljs-string' },
    ],
    [],
    [{ text: '    b"""', className: 'hljs-string' }],
    [
      { text: '    ', className: '' },
      { text: 'return', className: 'hljs-keyword' },
      { text: ' ', className: '' },
      { text: '7', className: 'hljs-number' },
      { text: '  ', className: '' },
      { text: '# yes', className: 'hljs-comment' },
    ],
  ]);
});
