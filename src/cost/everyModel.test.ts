import { expect, it } from 'vitest';
import { MODELS, modelIdOf } from '../catalog/models/models.ts';
import { fleetRows, fleetSentence } from './fleet/fleetRows.ts';
import { needsAnswer } from './needs/needsRows.ts';
import { planPhrases } from './own-model/planText.ts';
import { folderOf, serveLine } from './serve/serveLine.ts';
import { leftOutTexts, speedRows } from './speed/speedRows.ts';
import { aSetup } from './testing/aSetup.ts';

it('has an answer or a sentence for every model of the catalog, and never a number that is none', () => {
  for (const entry of MODELS) {
    const setup = aSetup({ model: modelIdOf(entry), kvHeads: 1, gpus: 8, tensorParallel: 8, contextTokens: 1024 });
    const speeds = speedRows(setup);
    const fleet = fleetRows(setup);
    const all = {
      ...{ speeds, fleet, needs: needsAnswer(setup), serve: serveLine(setup, folderOf(setup)) },
      ...{
        left: leftOutTexts(speeds, setup),
        sentence: fleetSentence(fleet, 1000, 2048),
        phrases: planPhrases(setup.model),
      },
    };
    const text = JSON.stringify(all, (_key, value) => {
      if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
      return typeof value === 'bigint' ? String(value) : value;
    });
    expect(text, entry.name).not.toMatch(/NaN|Infinity|undefined|\[object/);
    for (const { name, speed } of speeds)
      if (speed.ok) expect(speed.value.decode.boundMs, `${entry.name}, ${name}`).toBeGreaterThan(0);
  }
});
