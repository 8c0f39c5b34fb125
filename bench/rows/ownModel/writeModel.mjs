import { open } from 'node:fs/promises';
import config from './config.json' with { type: 'json' };

/** Drawn once and laid side by side: what is measured does not depend on how random the weights are. */
const DRAWN = 65_521;
const DEVIATION = 0.04;

/**
 * Writes a model of random weights with the sizes of SmolLM2-135M, in bfloat16: 269 MB.
 * @param {string} path
 * @returns {Promise<number>} bytes
 */
export async function writeModel(path) {
  const { hidden_size: d, intermediate_size: inside, num_attention_heads: heads } = config;
  const kvWidth = (d / heads) * config.num_key_value_heads;
  /** @type {[string, number[]][]} */
  const tensors = [['model.embed_tokens.weight', [config.vocab_size, d]]];
  for (let layer = 0; layer < config.num_hidden_layers; layer++)
    tensors.push(
      .../** @type {[string, number[]][]} */ ([
        ['input_layernorm.weight', [d]],
        ['self_attn.q_proj.weight', [d, d]],
        ['self_attn.k_proj.weight', [kvWidth, d]],
        ['self_attn.v_proj.weight', [kvWidth, d]],
        ['self_attn.o_proj.weight', [d, d]],
        ['post_attention_layernorm.weight', [d]],
        ['mlp.gate_proj.weight', [inside, d]],
        ['mlp.up_proj.weight', [inside, d]],
        ['mlp.down_proj.weight', [d, inside]],
      ]).map(([name, shape]) => /** @type {[string, number[]]} */ ([`model.layers.${layer}.${name}`, shape])),
    );
  tensors.push(['model.norm.weight', [d]]);
  let offset = 0;
  const header = Object.fromEntries(
    tensors.map(([name, shape]) => {
      const first = offset;
      offset += 2 * shape.reduce((product, size) => product * size, 1);
      return [name, { dtype: 'BF16', shape, data_offsets: [first, offset] }];
    }),
  );
  const text = JSON.stringify(header);
  const headerBytes = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(headerBytes.length));
  const file = await open(path, 'w');
  try {
    await file.write(length);
    await file.write(headerBytes);
    const numbers = drawnNumbers();
    let next = 0;
    for (const [name, shape] of tensors) {
      const halves = new Uint16Array(shape.reduce((product, size) => product * size, 1));
      // Norms multiply by 1.
      if (name.includes('norm')) halves.fill(0x3f80);
      else for (let index = 0; index < halves.length; index++) halves[index] = numbers[next++ % DRAWN] ?? 0;
      await file.write(new Uint8Array(halves.buffer));
    }
  } finally {
    await file.close();
  }
  return 8 + headerBytes.length + offset;
}

/** Sums of uniform numbers, as bfloat16, the same on every machine. */
function drawnNumbers() {
  const floats = new Float32Array(DRAWN);
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  for (let index = 0; index < DRAWN; index++) floats[index] = DEVIATION * 2 * (uniform() + uniform() + uniform());
  return Uint16Array.from(new Uint32Array(floats.buffer), (bits) => bits >>> 16);
}
