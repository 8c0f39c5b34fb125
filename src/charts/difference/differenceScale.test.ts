import { rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { MECHANISMS } from '../../attention/types.ts';
import { PALETTES } from '../color/palette.ts';
import {
  DIFFERENCE_COLORS,
  DIFFERENCE_TICKS,
  differenceIndex,
  differencePosition,
  signedText,
} from './differenceScale.ts';
import { divergingTable } from './divergingTable.ts';

describe('the scale of differences', () => {
  it('is centred on 0 and symmetric', () => {
    expect(differencePosition(0)).toBe(0);
    expect(differenceIndex(0)).toBe((DIFFERENCE_COLORS - 1) / 2);
    for (const { difference } of DIFFERENCE_TICKS) {
      expect(differencePosition(-difference)).toBe(-differencePosition(difference));
    }
  });

  it('spreads small differences as the maps spread small weights, and keeps both ends', () => {
    expect(differencePosition(0.25)).toBe(0.5);
    expect([differenceIndex(-1), differenceIndex(1)]).toEqual([0, DIFFERENCE_COLORS - 1]);
    // Rounding may leave a difference a hair beyond.
    expect([differenceIndex(-1.0000001), differenceIndex(1.0000001)]).toEqual([0, DIFFERENCE_COLORS - 1]);
  });

  it('writes a sign, and none where nothing is left of the figure', () => {
    expect(signedText(0.391)).toBe('+0.3910');
    expect(signedText(-0.0213)).toBe('−0.0213');
    expect(signedText(-0.00001)).toBe('0.0000');
    expect(signedText(0.5, 2)).toBe('+0.50');
  });
});

describe.each(['light', 'dark'] as const)('the diverging colours, %s', (theme) => {
  it('are the surface at 0 and the accent of the mechanism that attends more at each end', () => {
    for (const of of MECHANISMS) {
      for (const from of MECHANISMS) {
        const table = divergingTable(of, from, theme);
        const at = (index: number) =>
          rgb(...(table.slice(4 * index, 4 * index + 3) as unknown as [number, number, number]));
        expect(at(0).formatHex()).toBe(PALETTES[theme][from]);
        expect(at(DIFFERENCE_COLORS - 1).formatHex()).toBe(PALETTES[theme][of]);
        expect(at((DIFFERENCE_COLORS - 1) / 2).formatHex()).toBe(PALETTES[theme].surface);
      }
    }
  });

  it('gives the same table each time', () => {
    expect(divergingTable('gqa', 'mha', theme)).toBe(divergingTable('gqa', 'mha', theme));
  });
});
