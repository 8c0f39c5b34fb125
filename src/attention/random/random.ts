import { normalQuantile } from './normalQuantile.ts';

/**
 * Fills `target` with normals of standard deviation `scale` from the stream that `seed` and `name` select, and returns
 * it. The same bits on every JavaScript engine; a longer target starts with the numbers of a shorter one; streams of
 * different names do not depend on each other or on the order in which they are drawn.
 *
 * @param seed integer, 0 … 2³² − 1
 * @param name any string, lone surrogates included
 */
export function fillNormals(target: Float32Array, seed: number, name: string, scale = 1): Float32Array {
  const nextWord = randomWords(seed, name);
  for (let index = 0; index < target.length; index++) target[index] = scale * normalQuantile(nextWord());
  return target;
}

/**
 * A generator of uniform 32-bit words: sfc32 (Doty-Humphrey, PractRand), which uses integer operations alone. Its three
 * state words and its counter start from hashes of `seed` and `name`.
 */
export function randomWords(seed: number, name: string): () => number {
  let [a, b, c, counter] = hash128(seed, name);
  const next = () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
  // The first words still show the likeness of two nearby states; PractRand's own seeding skips as many.
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Four 32-bit hashes of (seed, name): one multiplicative hash over UTF-16 code units with four odd multipliers. */
function hash128(seed: number, name: string): [number, number, number, number] {
  const hash = (multiplier: number) => {
    let h = mix(seed ^ multiplier);
    for (let index = 0; index < name.length; index++) {
      h = Math.imul(h ^ name.charCodeAt(index), multiplier);
      h ^= h >>> 15;
    }
    return mix(h ^ name.length);
  };
  return [hash(0x9e3779b1), hash(0x85ebca77), hash(0xc2b2ae3d), hash(0x27d4eb2f)];
}

/** MurmurHash3's 32-bit finaliser (Appleby): each input bit flips each output bit with probability near ½. */
function mix(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
