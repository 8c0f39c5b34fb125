import { randomWords } from '../../src/attention/random/random.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { D_MODEL_CHOICES, headChoices, kvHeadChoices } from '../../src/attention/sharing.ts';
import { KV_RULES } from '../../src/attention/types.ts';
import type { Backend, EngineMemory } from '../../src/engine/Engine.ts';
import { startEngine } from '../../src/engine/startEngine.ts';
import { requestOf } from './requests.ts';
import { WASM_PATH } from './wasmPath.ts';

const MAX_TOKENS = 64;
const MAX_D_MODEL = 256;

/** Requests with every field chosen at random, the same ones on every machine. */
function randomRequests(): () => RunRequest {
  const next = randomWords(1, 'bench');
  const pick = <Choice>(choices: readonly Choice[]): Choice => {
    const choice = choices[(next() >>> 0) % choices.length];
    if (choice === undefined) throw new Error('There is nothing to choose from.');
    return choice;
  };
  const flag = () => pick([true, false]);
  return () => {
    const { tokens, mechanisms, mapSide } = requestOf(1 + ((next() >>> 0) % MAX_TOKENS));
    const dModel = pick(D_MODEL_CHOICES.filter((choice) => choice <= MAX_D_MODEL));
    const numHeads = pick(headChoices(dModel));
    const numKvHeads = pick(kvHeadChoices(numHeads));
    const config = { dModel, numHeads, numKvHeads, causal: flag(), positions: flag(), bias: flag() };
    return { tokens, mechanisms, mapSide, config: { ...config, seed: pick([1, 2, 3]), kvRule: pick(KV_RULES) } };
  };
}

interface MemoryFigures {
  readonly backend: Backend;
  readonly before: EngineMemory;
  readonly after: EngineMemory;
}

/**
 * What the engine holds after a first run, and again after `changes` random ones and that first one once more: what an
 * engine keeps for its present settings is then the same, and anything else is a leak.
 */
export async function engineMemory(changes: number): Promise<MemoryFigures> {
  const { engine, status } = await startEngine({ backend: 'auto', wasmPath: WASM_PATH });
  const first = requestOf(10);
  await engine.run(first);
  const before = await engine.memory();
  const nextRequest = randomRequests();
  for (let change = 0; change < changes; change++) await engine.run(nextRequest());
  await engine.run(first);
  const after = await engine.memory();
  await engine.stop();
  return { backend: status.backend, before, after };
}
