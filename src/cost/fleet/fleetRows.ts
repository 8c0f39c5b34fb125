import { COST_FIELDS } from '../../attention/cost/costInput.ts';
import type { Outcome } from '../../attention/cost/outcome.ts';
import { type Fleet, fleetFor } from '../../attention/cost/serving/fleet.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { CostSetup, CostVariant } from '../costSetup.ts';
import { wholeFitInputOf } from '../inputs/variantInput.ts';

export interface FleetRow {
  readonly name: string;
  readonly accent: CostVariant['accent'];
  readonly fleet: Outcome<Fleet>;
}

/** Returns what serves `users` at once, each with a sequence of the average length, for every variant. */
export function fleetRows(setup: CostSetup, users = setup.choice.users): FleetRow[] {
  return setup.variants.map((variant) => ({
    name: variant.name,
    accent: variant.accent,
    fleet: fleetOf(setup, variant, users),
  }));
}

function fleetOf(setup: CostSetup, variant: CostVariant, users: number): Outcome<Fleet> {
  const input = wholeFitInputOf(setup, variant);
  if (!input.ok) return input;
  return fleetFor(users, { ...input.value, contextTokens: setup.choice.averageTokens });
}

/** GPUs against users for one variant: a staircase that a replica is added to at a time. */
export interface FleetLine {
  readonly name: string;
  readonly accent: CostVariant['accent'];
  readonly gpusAt: (users: number) => number;
}

/** Returns the lines of the variants that can be served at all. */
export function fleetLines(setup: CostSetup): FleetLine[] {
  return fleetRows(setup, 1).flatMap(({ name, accent, fleet }) => {
    if (!fleet.ok) return [];
    const { usersPerReplica, gpus } = fleet.value;
    const gpusAt = (users: number) =>
      Number(gpus) * (usersPerReplica === null ? 1 : Math.ceil(users / Number(usersPerReplica)));
    return [{ name, accent, gpusAt }];
  });
}

/** "GQA-8 takes 250 GPUs, MHA 998: 4 times as many.": the published model beside the dearest and the cheapest variant. */
export function fleetSentence(rows: readonly FleetRow[], users: number, averageTokens: number): string | null {
  const served = rows.flatMap(({ name, fleet }) => (fleet.ok ? [{ name, gpus: fleet.value.gpus }] : []));
  const sorted = [...served].sort((a, b) => Number(a.gpus - b.gpus));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most) return null;
  const asked = `${formatCountOf(users, 'user')} at once, with ${formatCountOf(averageTokens, 'token')} on average`;
  const times = Number(most.gpus) / Number(least.gpus);
  if (least.gpus === most.gpus) return `${asked}: ${formatCountOf(least.gpus, 'GPU')} in every variant.`;
  const factor = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 }).format(times);
  return `${asked}: ${formatCountOf(least.gpus, 'GPU')} (${least.name}) to ${formatCount(most.gpus)} (${most.name}), ${factor} times as many.`;
}

const MOST_USERS = COST_FIELDS.users.most;
const STEPS = [1, 2, 5];

/** Stops of a slider from 1 to 10⁹, equally far apart in their logarithm, and the present number if it is another. */
export function userStops(users: number): readonly number[] {
  const stops = Array.from({ length: 10 }, (_, power) => STEPS.map((step) => step * 10 ** power)).flat();
  const all = new Set([...stops.filter((stop) => stop <= MOST_USERS), users]);
  return [...all].sort((a, b) => a - b);
}
