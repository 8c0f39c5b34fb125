import { type NextWord, nextWord } from '../../attention/next-word/nextWord.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import type { Mechanism } from '../../attention/types.ts';
import type { HostLayers } from '../forward/hostLayers.ts';
import type { OnDevice } from '../forward/onDevice.ts';

/** See `Engine.nextWord`. The backend computes the stream; what the readout makes of one row is little. */
export async function nextWords(
  device: OnDevice,
  layers: HostLayers,
  request: RunRequest,
  signal: AbortSignal,
): Promise<Partial<Record<Mechanism, NextWord>>> {
  const { tokens, config, mechanisms } = request;
  const { trained, seed } = config;
  if (!trained) throw new Error('Random weights have no readout that could guess the next word.');
  const finals = await device.lastFinals(mechanisms, request, trained, signal);
  const words = mechanisms.map((mechanism) => {
    const final = finals[mechanism]?.values ?? new Float32Array();
    const parameters = layers.models.get(trained.models[mechanism]).parameters;
    return [mechanism, nextWord(final, parameters, tokens, seed)] as const;
  });
  return Object.fromEntries(words);
}
