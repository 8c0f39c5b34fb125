import { LocalEngine } from '../../../src/engine/LocalEngine.ts';
import { WASM_PATH } from '../wasmPath.ts';
import type { Forward, ForwardInputs } from './forwardInputs.ts';

const MECHANISMS = ['gqa'] as const;
const MODEL = 'the model';

/** What the app asks for at a keystroke: the maps, then the next word. */
export async function ourForward({ shape, parameters, textOf }: ForwardInputs): Promise<Forward> {
  const engine = new LocalEngine('page');
  const { backend, fallbackReason } = await engine.start({ backend: 'webgl', wasmPath: WASM_PATH });
  if (backend !== 'webgl') throw new Error(`webgl did not start: ${fallbackReason}`);
  const names = { mha: 'MHA', gqa: MODEL, mqa: 'MQA' };
  await engine.provideModel(MODEL, { shape, parameters });
  return async (run) => {
    const tokens = textOf(run);
    const config = { ...shape, causal: true, positions: true, bias: true, seed: 1, kvRule: 'mean' as const };
    const request = {
      tokens,
      mechanisms: MECHANISMS,
      mapSide: tokens.length,
      config: { ...config, trained: { layer: 1, models: names } },
    };
    const { maps } = await engine.run(request);
    await engine.nextWord(request);
    return maps.gqa?.cells ?? new Float32Array();
  };
}
