import { openAsBlob, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openTensorFile } from '../../safetensors/tensorFile.ts';
import { looksLikeRecording, partOf } from './recordingFormat.ts';
import { makeRecording } from './testing/makeRecording.ts';

const looks = async (file: Blob) => looksLikeRecording(await openTensorFile(file));

it('knows a recording by its maps or its kind', async () => {
  expect(await looks(new Blob([makeRecording()]))).toBe(true);
  expect(await looks(new Blob([makeRecording({ layers: [40], metadata: { kind: undefined } })]))).toBe(true);
  expect(await looks(new Blob([makeRecording({ layers: 0 })]))).toBe(true);
});

it('takes no model and no run for one', async () => {
  const shipped = readdirSync('public/weights').filter((name) => name.endsWith('.safetensors'));
  expect(shipped.length).toBeGreaterThan(0);
  for (const name of shipped) expect(await looks(await openAsBlob(`public/weights/${name}`))).toBe(false);
  for (const name of ['mha.attention_weights', 'model.layers.0.self_attn.q_proj.weight', 'layers.0.q', 'h.0.attn.bias'])
    expect(looksLikeRecording({ names: [name], metadata: { format: 'pt' } })).toBe(false);
});

it('reads a tensor’s layer and part from its name alone, and from no other name', () => {
  expect(partOf('layers.0.q')).toEqual({ layer: 0, part: 'q' });
  expect(partOf('layers.127.attention_weights')).toEqual({ layer: 127, part: 'attention_weights' });
  for (const name of [
    'layers.01.q',
    'layers.-1.q',
    'layers.1.o',
    'layers.1.q.',
    'model.layers.1.q',
    'layers.9999999.q',
  ])
    expect(partOf(name)).toBeNull();
});
