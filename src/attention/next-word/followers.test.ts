import { describe, expect, it } from 'vitest';
import { followersOf } from './followers.ts';

const of = (text: string) => followersOf(text.split(' '));

describe('followersOf', () => {
  it('is what came after the last token when it stood earlier', () => {
    const { keys, includes } = of('the cat sat on the mat and the cat');
    expect(keys).toEqual(['sat']);
    expect(['sat', 'the', 'cat', 'unheard'].map(includes)).toEqual([true, false, false, false]);
  });

  it('is each of several tokens once, in the order of the text', () => {
    const { keys, includes } = of('the cat saw the mat and the cat and the');
    expect(keys).toEqual(['cat', 'mat']);
    expect(['cat', 'mat', 'saw'].map(includes)).toEqual([true, true, false]);
  });

  it('is none for a token that has not stood earlier, and for one that nothing has followed', () => {
    expect(of('to be or').keys).toEqual([]);
    expect(of('the').keys).toEqual([]);
    expect(followersOf([]).keys).toEqual([]);
    expect(followersOf([]).includes('')).toBe(false);
  });

  it('holds a token that repeats itself to follow itself', () => {
    expect(of('no no').keys).toEqual([]);
    expect(of('no no no').keys).toEqual(['no']);
  });

  it('knows a mark with blanks around it by what it is without', () => {
    const { keys, includes } = followersOf(['be', ', ', 'be', ',', 'be']);
    expect(keys).toEqual([', ']);
    expect(includes(',')).toBe(true);
  });
});
