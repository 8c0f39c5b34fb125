import { describe, expect, it } from 'vitest';
import { approvalFault, readApproved, recordOf } from './approval.ts';
import { programTexts } from './cases.ts';

const texts = programTexts();

describe('the PyTorch that the page shows and copies', () => {
  const approved = readApproved();

  it.each(Object.keys(texts))('is the text that PyTorch ran and the reference agreed with: %s', (name) => {
    expect(approvalFault(name, texts[name] ?? '', approved)).toBe(undefined);
    expect(approved.texts[name]).toBe(texts[name]);
  });

  it('has no approved text or record of a program that is gone', () => {
    expect(Object.keys(approved.texts).sort()).toEqual(Object.keys(texts).sort());
    expect(Object.keys(approved.record.programs).sort()).toEqual(Object.keys(texts).sort());
  });
});

describe('an approval', () => {
  const ran = { 'a.py': 'print(1)\n' };
  const approved = { texts: ran, record: recordOf('1.13', ran, { 'a.py': 2e-16 }) };

  it('holds for the text that ran', () => {
    expect(approvalFault('a.py', 'print(1)\n', approved)).toBe(undefined);
  });

  it('says which command to run where the text has changed, or is new', () => {
    expect(approvalFault('a.py', 'print(2)\n', approved)).toMatch(
      /^a\.py is no longer the text that PyTorch ran\. Run npm run approve:pytorch where/,
    );
    expect(approvalFault('b.py', 'print(1)\n', approved)).toMatch(/^PyTorch has never run b\.py\. Run npm run/);
  });

  it('does not hold for a text that was approved by hand', () => {
    const byHand = { ...approved, texts: { 'a.py': 'print(2)\n' } };
    expect(approvalFault('a.py', 'print(2)\n', byHand)).toMatch(
      /^a\.py is approved by hand, not by a run\. Run npm run/,
    );
  });

  it('does not hold for another version or another difference than those that were found', () => {
    const { record } = approved;
    const better = { 'a.py': { ...record.programs['a.py'], largestDifference: '1.0e-16', sha256: 'abc' } };
    for (const change of [{ torch: '2.0' }, { programs: better }])
      expect(approvalFault('a.py', 'print(1)\n', { ...approved, record: { ...record, ...change } })).toMatch(/by hand/);
  });
});
