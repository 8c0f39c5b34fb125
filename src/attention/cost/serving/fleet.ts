import { formatCount } from '../../numbers/format.ts';
import { readCostField } from '../costInput.ts';
import { ceilDiv } from '../elementTypes.ts';
import { known, type Outcome, refused } from '../outcome.ts';
import { type FitInput, fitOnGpus } from './fit.ts';

/** What serves users who all write at once. */
export interface Fleet {
  readonly users: number;
  /** Sequences of the average length that one replica holds at once; null if memory does not limit them. */
  readonly usersPerReplica: bigint | null;
  readonly replicas: bigint;
  readonly gpus: bigint;
  /** Bytes of all these GPUs. */
  readonly memoryBytes: bigint;
  /** Bytes of the users' caches on all GPUs, copies of repeated heads among them. */
  readonly cacheBytes: bigint;
  /** Bytes of weights, a copy a replica. */
  readonly weightBytes: bigint;
}

/**
 * Counts replicas, GPUs and memory for so many users at once, each with a sequence of the average length. Memory alone decides:
 * what the GPUs have time for is another question.
 *
 * @param input of one replica, with the average context; `gpus` and `sequences` are not looked at
 */
export function fleetFor(users: number, input: Omit<FitInput, 'gpus' | 'sequences'>): Outcome<Fleet> {
  const checked = readCostField('users', users);
  if (!checked.ok) return checked;
  const one = fitOnGpus({ ...input, gpus: input.tensorParallel, sequences: 1 });
  if (!one.ok) return one;
  if (!one.value.fits)
    return refused(
      `One sequence of ${formatCount(input.contextTokens)} tokens does not fit on a replica, so that no number of them serves anybody.`,
    );
  const { sequencesPerReplica, blocksPerSequence, blockBytes } = one.value;
  const tensorParallel = BigInt(input.tensorParallel);
  const replicas = sequencesPerReplica === null ? 1n : ceilDiv(BigInt(users), sequencesPerReplica);
  const gpus = replicas * tensorParallel;
  return known({
    users,
    usersPerReplica: sequencesPerReplica,
    replicas,
    gpus,
    memoryBytes: gpus * input.memoryBytes,
    cacheBytes: BigInt(users) * blocksPerSequence * blockBytes * tensorParallel,
    weightBytes: replicas * input.weightBytes,
  });
}
