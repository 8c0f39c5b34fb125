import { fillNormals } from './random/random.ts';
import type { RunConfig } from './types.ts';

/**
 * Embeddings of the tokens, [keys.length, dModel] row-major: each distinct key has a standard-normal vector from the
 * seed and the key alone, so the same token in another place has the same vector. A larger `dModel` extends it.
 */
export function embedTokens(keys: readonly string[], dModel: number, seed: number): Float32Array {
  const rows = new Float32Array(keys.length * dModel);
  const firstPosition = new Map<string, number>();
  for (const [position, key] of keys.entries()) {
    const seenAt = firstPosition.get(key);
    if (seenAt === undefined) {
      firstPosition.set(key, position);
      // The prefix keeps a token that reads "mha.w_q.weight" apart from that tensor's stream.
      fillNormals(rows.subarray(position * dModel, (position + 1) * dModel), seed, `token ${key}`);
    } else {
      rows.copyWithin(position * dModel, seenAt * dModel, (seenAt + 1) * dModel);
    }
  }
  return rows;
}

/**
 * Sinusoidal positions from `first` on, [length, dModel] row-major: feature 2i of position t is sin(t / base^(2i / dModel)), feature
 * 2i + 1 its cosine. Source: Vaswani et al. 2017, section 3.5, where the base is 10,000. `Math.sin` may differ in a
 * double's last bit between browsers, which float32 all but always rounds away.
 */
export function sinusoidalPositions(length: number, dModel: number, base = 10000, first = 0): Float32Array {
  const rows = new Float32Array(length * dModel);
  for (let feature = 0; feature < dModel; feature++) {
    const pair = feature - (feature % 2);
    const frequency = base ** (-pair / dModel);
    const wave = feature === pair ? Math.sin : Math.cos;
    for (let position = 0; position < length; position++)
      rows[position * dModel + feature] = wave((first + position) * frequency);
  }
  return rows;
}

/**
 * What the attention layer reads, [keys.length, dModel]: the embeddings, plus positions, counted from `first`, where they
 * are on. Vaswani et al. scale embeddings by √dModel first because theirs are small; ours have unit variance already.
 */
export function layerInput(
  keys: readonly string[],
  config: Pick<RunConfig, 'dModel' | 'seed' | 'positions'>,
  first = 0,
): Float32Array {
  const x = embedTokens(keys, config.dModel, config.seed);
  if (!config.positions) return x;
  const positions = sinusoidalPositions(keys.length, config.dModel, undefined, first);
  return x.map((embedding, index) => embedding + (positions[index] as number));
}
