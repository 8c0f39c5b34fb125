import { expect, it } from 'vitest';
import { freeNow } from './freeNow.ts';

it('a freed buffer is empty, and so is every view of it', () => {
  for (let time = 0; time < 3; time++) {
    const buffer = new ArrayBuffer(1_000);
    const view = new Uint16Array(buffer);
    freeNow(buffer);
    expect([buffer.byteLength, view.length]).toEqual([0, 0]);
  }
});
