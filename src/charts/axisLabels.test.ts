import { describe, expect, it } from 'vitest';
import { type AxisOptions, axisLabels, fitsFlat } from './axisLabels.ts';

const WORDS = ['To', 'be', 'or', 'not'];
const axis = (options: Partial<AxisOptions>): AxisOptions => ({
  tokens: WORDS,
  start: 0,
  span: 4,
  side: 80,
  fontSize: 10,
  room: 50,
  selected: [0],
  ...options,
});
const bare = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '');
const texts = (options: Partial<AxisOptions>) => axisLabels(axis(options)).map(({ text }) => bare(text));
const MANY = Array.from({ length: 512 }, (_, position) => `t${position}`);

describe('axisLabels', () => {
  it('labels every row in its middle where there is room', () => {
    expect(texts({})).toEqual(WORDS);
    expect(axisLabels(axis({})).map(({ at }) => at)).toEqual([10, 30, 50, 70]);
  });
  it('thins out to every 16th of 512 tokens, with their positions', () => {
    const labels = texts({ tokens: MANY, span: 512, side: 400 });
    expect(labels.slice(0, 3)).toEqual(['0 t0', '16 t16', '32 t32']);
    expect(labels).toHaveLength(32);
  });
  it('keeps the selected token’s label and drops those it would cover', () => {
    const labels = texts({ tokens: MANY, span: 512, side: 400, selected: [30] });
    expect(labels).toContain('30 t30');
    expect(labels).not.toContain('32 t32');
  });
  it('keeps the first of two selected tokens that lie too near each other', () => {
    const labels = texts({ tokens: MANY, span: 512, side: 400, selected: [30, 33, 60] });
    expect(labels.slice(0, 4)).toEqual(['0 t0', '30 t30', '60 t60', '80 t80']);
  });
  it('labels what is in view, and not what is out of it', () => {
    expect(texts({ tokens: MANY, start: 99.6, span: 4, selected: [0] })).toEqual(['t100', 't101', 't102', 't103']);
  });
  it('cuts a long label to its room', () => {
    expect(texts({ tokens: ['incomprehensibilities'], span: 1 })[0]).toBe('incompr…');
  });
  it('keeps the direction of a token from turning its number around', () => {
    expect(axisLabels(axis({ tokens: MANY.map(() => 'שלום'), span: 512 }))[0]?.text).toBe('0 \u2068שלום\u2069');
  });
});

describe('fitsFlat', () => {
  it('holds where every token in view is narrower than a column', () => {
    expect(fitsFlat(axis({ side: 120 }))).toBe(true);
    expect(fitsFlat(axis({ side: 80 }))).toBe(false);
    expect(fitsFlat(axis({ side: 80, span: 2, start: 0 }))).toBe(true);
  });
});
