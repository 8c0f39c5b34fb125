import { describe, expect, it } from 'vitest';
import { checkPath, checkWritable, portOf } from './surroundings.mjs';

describe('PORT', () => {
  it('is 4173 if it is left out or empty', () => {
    expect([undefined, '', ' '].map(portOf)).toEqual([4173, 4173, 4173]);
  });
  it('is taken if it is a port', () => {
    expect(['8080', '65535', ' 80 ', '0'].map(portOf)).toEqual([8080, 65_535, 80, 0]);
  });
  it.each(['abc', '-1', '65536', '80.5', '1e3', '8080/x', '0x50'])('is refused in a sentence if it is %s', (value) => {
    expect(() => portOf(value)).toThrow(
      `PORT=${value} is not a port: give a whole number up to 65535, or leave it out.`,
    );
  });
});

describe('the folder', () => {
  it('may have any name that Vite can build in', () => {
    for (const path of ['/home/a b/é%20/', 'C:\\Users\\me\\headroom\\']) expect(() => checkPath(path)).not.toThrow();
  });
  it('is refused in a sentence where Vite would take the rest of its path for something else', () => {
    expect(() => checkPath('/home/me/c#/headroom/')).toThrow(
      'The path /home/me/c#/headroom/ has a “#” in it, where Vite can’t build: rename or move that folder.',
    );
    expect(() => checkPath('/what?/')).toThrow('“?”');
  });
  it('is refused in a sentence if nothing may be written there', () => {
    expect(() => checkWritable('/app', () => true)).not.toThrow();
    const isFree = (path: string) => !path.endsWith('dist');
    expect(() => checkWritable('/app', isFree, () => true)).toThrow(
      /^You may not write to .app.dist, where “dist” belongs: /,
    );
    expect(() =>
      checkWritable(
        '/app',
        () => false,
        () => false,
      ),
    ).toThrow(/^You may not write to .app, where “node_modules”/);
  });
});
