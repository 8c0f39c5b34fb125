import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

const table = (...cells: (string | number)[]) => ({ caption: 'Figures', columns: ['token', 'weight'], rows: [cells] });

describe('toCsv', () => {
  it('begins with a byte order mark, the caption and the settings as remarks', () => {
    expect(toCsv(table('To', 0.5), ['seed: 7', 'text: To be, or'])).toBe(
      '\uFEFF# Figures\r\n# seed: 7\r\n"# text: To be, or"\r\ntoken,weight\r\nTo,0.5\r\n',
    );
  });
  it('keeps a remark on one line', () => {
    expect(toCsv(table('To', 1), ['text: To\r\nbe'])).toContain('\r\n# text: To be\r\n');
  });
  it('quotes commas, quotes and line ends, and doubles quotes', () => {
    expect(toCsv(table('say "be,"\n', 1), [])).toContain('\r\n"say ""be,""\n",1\r\n');
  });
  it('keeps a token that looks like a formula from running', () => {
    for (const token of ['=1+1', '+1', '-1', '@sum', '\tx']) {
      expect(toCsv(table(token, 1), [])).toContain(`\r\n'${token},1\r\n`);
    }
  });
  it('writes whole numbers of any size to the last digit', () => {
    const cells = { caption: '', columns: ['tokens', 'bytes'], rows: [[1, 16_759_914_291_232_848n]] };
    expect(toCsv(cells, [])).toContain('\r\n1,16759914291232848\r\n');
  });

  it('keeps it from running in full width, too, and behind what shows nothing', () => {
    for (const token of ['＝1+1', '＋1', '－1', '＠sum', '﹦1', '\u200b=1', ' =1', '\u3000＝1', '\0=1'])
      expect(toCsv(table(token, 1), [])).toContain(`\r\n'${token},1\r\n`);
  });
  it('keeps it from running where semicolons or tabs part the cells', () => {
    expect(toCsv(table('a;=1+1;b', 1), [])).toContain("\r\na;'=1+1;b,1\r\n");
    expect(toCsv(table('a;＝1', 1), [])).toContain("\r\na;'＝1,1\r\n");
    expect(toCsv(table('a\t@x', 1), [])).toContain("\r\na\t'@x,1\r\n");
    expect(toCsv(table('a\n-x', 1), [])).toContain(`\r\n"a\n'-x",1\r\n`);
    expect(toCsv(table(';=1', 1), ['text: a;+1'])).toContain("# text: a;'+1\r\n");
    expect(toCsv(table(';=1', 1), [])).toContain("\r\n;'=1,1\r\n");
  });
  it('leaves other texts as they are', () => {
    for (const token of ['a=b', 'x-y', 'a; b', 'me@example.org', '1 + 1', "'"])
      expect(toCsv(table(token, 1), [])).toContain(`\r\n${token},1\r\n`);
  });
  it('leaves negative numbers numbers', () => expect(toCsv(table('a', -1.5e-7), [])).toContain('\r\na,-1.5e-7\r\n'));
});
