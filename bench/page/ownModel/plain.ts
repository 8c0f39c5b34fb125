import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { Backend } from '../../../src/engine/Engine.ts';
import config from '../../rows/ownModel/config.json';
import { WASM_PATH } from '../wasmPath.ts';

interface Entry {
  readonly shape: number[];
  readonly data_offsets: readonly [number, number];
}

const { hidden_size: d, num_attention_heads: heads, num_key_value_heads: kvHeads } = config;
const width = d / heads;

let file: File | undefined;
let entries: Readonly<Record<string, Entry>> = {};
let dataStart = 0;
let stream: tf.Tensor2D | undefined;

/** Opens the same file for a forward in TensorFlow.js's own operations, as one writes it first. */
export async function openPlainModel(given: File, backend: Backend): Promise<void> {
  setWasmPaths(WASM_PATH);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend(backend);
  await tf.ready();
  const start = await given.slice(0, 8).arrayBuffer();
  const headerBytes = Number(new DataView(start).getBigUint64(0, true));
  entries = JSON.parse(await given.slice(8, 8 + headerBytes).text());
  dataStart = 8 + headerBytes;
  file = given;
}

/** Runs a text through all layers, and keeps what comes out of the last. */
export async function runPlainModel(ids: readonly number[]): Promise<void> {
  let x = await embed(ids);
  for (let index = 0; index < config.num_hidden_layers; index++) {
    const name = (part: string) => `model.layers.${index}.${part}.weight`;
    const weights = {
      norm1: await read(name('input_layernorm')),
      q: await read(name('self_attn.q_proj')),
      k: await read(name('self_attn.k_proj')),
      v: await read(name('self_attn.v_proj')),
      o: await read(name('self_attn.o_proj')),
      norm2: await read(name('post_attention_layernorm')),
      gate: await read(name('mlp.gate_proj')),
      up: await read(name('mlp.up_proj')),
      down: await read(name('mlp.down_proj')),
    };
    const before: tf.Tensor2D = x;
    x = tf.tidy(() => layer(before, weights));
    // As a picture of it would have to be.
    await x.data();
    tf.dispose([before, ...Object.values(weights)]);
  }
  stream?.dispose();
  stream = x;
}

/** Returns the likeliest token after the text that was run last. */
export async function nextOfPlainModel(): Promise<number> {
  const x = stream;
  if (!x) throw new Error('No text was run.');
  const [norm, head] = [await read('model.norm.weight'), await read('model.embed_tokens.weight')];
  const last = x.shape[0] - 1;
  const scores = tf.tidy(() => tf.matMul(rmsNorm(x.slice([last, 0]), norm), head as tf.Tensor2D, false, true));
  const values = await scores.data<'float32'>();
  tf.dispose([norm, head, scores]);
  return values.indexOf(values.reduce((largest, value) => Math.max(largest, value)));
}

type LayerWeights = Readonly<Record<'norm1' | 'q' | 'k' | 'v' | 'o' | 'norm2' | 'gate' | 'up' | 'down', tf.Tensor>>;

function layer(x: tf.Tensor2D, weights: LayerWeights): tf.Tensor2D {
  const tokens = x.shape[0];
  const linear = (rows: tf.Tensor2D, weight: tf.Tensor): tf.Tensor2D =>
    tf.matMul(rows, weight as tf.Tensor2D, false, true);
  const inHeads = (rows: tf.Tensor2D, count: number) =>
    rows.reshape([tokens, count, width]).transpose<tf.Tensor3D>([1, 0, 2]);
  const shared = (rows: tf.Tensor3D): tf.Tensor3D =>
    rows
      .expandDims(1)
      .tile([1, heads / kvHeads, 1, 1])
      .reshape([heads, tokens, width]);
  const input = rmsNorm(x, weights.norm1);
  const q = turned(inHeads(linear(input, weights.q), heads));
  const k = turned(inHeads(linear(input, weights.k), kvHeads));
  const v = inHeads(linear(input, weights.v), kvHeads);
  const scores = tf.matMul(q, shared(k), false, true).div(Math.sqrt(width)).add(mask(tokens));
  const mixed = tf.matMul(tf.softmax(scores), shared(v)).transpose([1, 0, 2]).reshape([tokens, d]) as tf.Tensor2D;
  const between = x.add(linear(mixed, weights.o)) as tf.Tensor2D;
  const inside = rmsNorm(between, weights.norm2);
  const gate = linear(inside, weights.gate);
  const active = gate.mul(tf.sigmoid(gate)).mul(linear(inside, weights.up)) as tf.Tensor2D;
  return between.add(linear(active, weights.down));
}

function rmsNorm(x: tf.Tensor2D, weight: tf.Tensor): tf.Tensor2D {
  return x.mul(tf.rsqrt(x.square().mean(1, true).add(config.rms_norm_eps))).mul(weight);
}

/** Rotary positions: x cos + (−second half, first half) sin. */
function turned(x: tf.Tensor3D): tf.Tensor3D {
  const [count = 0, tokens = 0] = x.shape;
  const half = width / 2;
  const frequencies = tf.pow(config.rope_theta, tf.range(0, half).div(-half));
  const angles = tf.outerProduct(tf.range(0, tokens), frequencies.as1D());
  const both = tf.concat([angles, angles], 1);
  const [first, second] = [x.slice([0, 0, 0], [count, tokens, half]), x.slice([0, 0, half], [count, tokens, half])];
  return x.mul(tf.cos(both)).add(tf.concat([second.neg(), first], 2).mul(tf.sin(both)));
}

function mask(tokens: number): tf.Tensor {
  return tf.linalg
    .bandPart(tf.ones([tokens, tokens]), -1, 0)
    .sub(1)
    .mul(1e9);
}

async function embed(ids: readonly number[]): Promise<tf.Tensor2D> {
  const rows = [];
  for (const id of ids) rows.push(tf.tensor1d(await readFloats('model.embed_tokens.weight', id * d, d)));
  const x = tf.stack(rows) as tf.Tensor2D;
  tf.dispose(rows);
  return x;
}

async function read(name: string): Promise<tf.Tensor> {
  const shape = entries[name]?.shape ?? [];
  return tf.tensor(await readFloats(name, 0, tf.util.sizeFromShape(shape)), shape);
}

async function readFloats(name: string, first: number, count: number): Promise<Float32Array> {
  const entry = entries[name];
  if (!file || !entry) throw new Error(`The file has no tensor ${name}.`);
  const start = dataStart + entry.data_offsets[0] + 2 * first;
  const halves = new Uint16Array(await file.slice(start, start + 2 * count).arrayBuffer());
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}
