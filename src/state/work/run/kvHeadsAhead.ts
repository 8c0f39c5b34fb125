import { isCostly, runCost } from '../../../attention/run/cost.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { sameOf } from '../../../attention/run/sameRun.ts';
import { kvHeadChoices } from '../../../attention/sharing.ts';
import type { TrainedLayer } from '../../../attention/types.ts';
import type { Engine, RunResult } from '../../../engine/Engine.ts';

/** The pictures of other numbers of KV heads, computed before anybody asks. */
export interface KvHeadsAhead {
  /** Takes the picture that is on screen from now on. What is known of another text or of other settings is forgotten. */
  take(picture: RunResult): void;
  /** Works out what is not known yet of the other numbers of KV heads, one after the other, if that costs little. */
  begin(): void;
  /** What a run would answer; nothing where it has to be asked. */
  answerTo(request: RunRequest): RunResult | undefined;
  drop(): void;
}

/** The trained layer with GQA's model of so many KV heads; undefined as long as that is not here, or if there is none. */
export type TrainedAt = (trained: TrainedLayer, numKvHeads: number) => TrainedLayer | undefined;

/**
 * Whoever moves KV heads moves on to the next number: while they look at one, the others are computed, and are then there
 * within the event that asks for them. MHA's and MQA's maps are the picture's own, which no number of KV heads changes.
 */
export function kvHeadsAhead(engine: Pick<Engine, 'mapsAhead'>, trainedAt: TrainedAt): KvHeadsAhead {
  /** What all that is known belongs to, KV heads aside. */
  let base: RunResult | null = null;
  /** By KV heads: GQA's maps, at least. */
  let known = new Map<number, RunResult>();
  /** The picture whose others are being computed. */
  let underWay: RunResult | null = null;

  /** The next that is not known and can be computed: a model may arrive while others are worked out. */
  function next({ request }: RunResult): RunRequest | undefined {
    const { config } = request;
    for (const numKvHeads of kvHeadChoices(config.numHeads)) {
      if (known.has(numKvHeads)) continue;
      const trained = config.trained && trainedAt(config.trained, numKvHeads);
      if (config.trained && !trained) continue;
      return { ...request, config: { ...config, numKvHeads, ...(trained && { trained }) }, mechanisms: ['gqa'] };
    }
    return undefined;
  }

  async function work(picture: RunResult): Promise<void> {
    for (let request = next(picture); request; request = next(picture)) {
      const result = await engine.mapsAhead(request);
      if (base !== picture) return;
      known.set(request.config.numKvHeads, result);
    }
  }

  function isOfPicture(request: RunRequest): boolean {
    if (base === null || base.request.mapSide !== request.mapSide) return false;
    return sameOf('mha', base.request, request) && sameOf('mqa', base.request, request);
  }

  return {
    take(picture) {
      if (!isOfPicture(picture.request)) known = new Map();
      known.set(picture.request.config.numKvHeads, picture);
      base = picture;
    },
    begin() {
      if (base === null || underWay === base) return;
      const picture = base;
      const { tokens, config, mechanisms } = picture.request;
      if (isCostly(runCost(tokens.length, config, mechanisms.length))) return;
      underWay = picture;
      work(picture)
        // A run ends it, and whoever moves on after that begins it again. What else is wrong, a run will say.
        .catch(() => {})
        .finally(() => {
          if (underWay === picture) underWay = null;
        });
    },
    answerTo(request) {
      const ahead = known.get(request.config.numKvHeads);
      if (base === null || ahead === undefined || !isOfPicture(request)) return undefined;
      if (!sameOf('gqa', ahead.request, request)) return undefined;
      const maps = { ...base.maps, ...ahead.maps };
      return request.mechanisms.every((mechanism) => maps[mechanism]) ? { ...ahead, request, maps } : undefined;
    },
    drop() {
      base = null;
      known = new Map();
    },
  };
}
