import { describe, expect, it } from 'vitest';
import { aSetup } from '../testing/aSetup.ts';
import { fleetLines, fleetRows, fleetSentence, userStops } from './fleetRows.ts';

/** Llama 3.1 8B on one H100 each, 2,048 tokens on average. */
const SETUP = aSetup({ users: 1000, averageTokens: 2048, contextTokens: 131_072 });

function gpusOf(setup = SETUP): (bigint | string)[] {
  return fleetRows(setup).map(({ fleet }) => (fleet.ok ? fleet.value.gpus : fleet.reason));
}

describe('what it takes beyond one machine', () => {
  // By hand, as published: 81,559 MiB · 0.9 − 15,316.5 MiB of weights − 2,048 MiB = 56,038.6 MiB; 256 MiB a user: 218 users a replica.
  it('is counted with the average context, replica by replica', () => {
    const [published] = fleetRows(SETUP);
    expect(published?.fleet).toMatchObject({ ok: true, value: { usersPerReplica: 218n, replicas: 5n, gpus: 5n } });
    expect(gpusOf()[0]).toBe(5n);
    // On two GPUs a replica 63,696.9 MiB each, 128 MiB a user: 497 users, three replicas.
    const two = gpusOf(aSetup({ users: 1000, averageTokens: 2048, gpus: 2, tensorParallel: 2 }));
    expect(two[0]).toBe(6n);
  });

  it('takes fewer GPUs the fewer the KV heads', () => {
    const rows = new Map(
      fleetRows(SETUP).map(({ name, fleet }) => [name, fleet.ok ? Number(fleet.value.gpus) : Number.NaN]),
    );
    expect(rows.get('MHA')).toBeGreaterThan(rows.get('as published') ?? 0);
    expect(rows.get('MQA')).toBeLessThan(rows.get('as published') ?? 0);
  });

  it('is refused with a sentence if nothing fits, or the number is not one', () => {
    expect(gpusOf(aSetup({ averageTokens: 1e9 }))[0]).toContain('does not fit on a replica');
    expect(gpusOf(aSetup({ users: 0 }))[0]).toContain('The number of users takes');
  });

  it('is said in a sentence', () => {
    const sentence = fleetSentence(fleetRows(SETUP), 1000, 2048);
    expect(sentence).toMatch(
      /^1,000 users at once, with 2,048 tokens on average: 1 GPU \(MQA\) to \d+ \(MHA\), [\d.]+ times as many\.$/,
    );
    expect(fleetSentence(fleetRows(SETUP, 1), 1, 2048)).toBe(
      '1 user at once, with 2,048 tokens on average: 1 GPU in every variant.',
    );
    expect(fleetSentence([], 1, 1)).toBeNull();
  });

  it('is the same along a line as in the table, up to a thousand million users', () => {
    const lines = fleetLines(SETUP);
    expect(lines.map(({ name }) => name)).toEqual(fleetRows(SETUP).map(({ name }) => name));
    for (const users of [1, 218, 219, 1000, 1e9])
      expect(lines.map(({ gpusAt }) => BigInt(gpusAt(users)))).toEqual(
        gpusOf({ ...SETUP, choice: { ...SETUP.choice, users } }),
      );
  });
});

it('gives the slider a stop for every step from 1 to 10⁹, and for the number that was typed', () => {
  const stops = userStops(1000);
  expect(stops.slice(0, 4)).toEqual([1, 2, 5, 10]);
  expect(stops.at(-1)).toBe(1e9);
  expect(new Set(stops).size).toBe(stops.length);
  expect(userStops(1234)).toEqual([
    ...userStops(1).filter((stop) => stop < 1234),
    1234,
    ...userStops(1).filter((stop) => stop > 1234),
  ]);
});
