import { isCostly, runCost } from '../../../attention/run/cost.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { sameButKvHeads } from '../../../attention/run/sameRun.ts';
import { kvHeadChoices } from '../../../attention/sharing.ts';
import type { Engine, RunResult } from '../../../engine/Engine.ts';

/** The pictures of other numbers of KV heads, computed before anybody asks. */
export interface KvHeadsAhead {
  /** Works out the other numbers of KV heads for this picture, one after the other, where that costs little. */
  begin(picture: RunResult): void;
  /** What a run would answer; none where it has to be asked. */
  answerTo(request: RunRequest): RunResult | undefined;
  drop(): void;
}

/**
 * Whoever moves KV heads moves on to the next number: while they look at one, the others are computed, and are then there
 * within the event that asks for them. MHA's and MQA's maps are the picture's own, which no number of KV heads changes.
 * With trained weights every number is another model: those are left to runs.
 */
export function kvHeadsAhead(engine: Pick<Engine, 'mapsAhead'>): KvHeadsAhead {
  /** What all that is known belongs to, KV heads aside. */
  let base: RunResult | null = null;
  /** By KV heads: GQA's maps alone. */
  let known = new Map<number, RunResult>();

  async function work(picture: RunResult): Promise<void> {
    const { request } = picture;
    for (const numKvHeads of kvHeadChoices(request.config.numHeads)) {
      if (known.has(numKvHeads)) continue;
      const config = { ...request.config, numKvHeads };
      const result = await engine.mapsAhead({ ...request, config, mechanisms: ['gqa'] });
      if (base !== picture) return;
      known.set(numKvHeads, result);
    }
  }

  function isOfPicture(request: RunRequest): boolean {
    return base !== null && base.request.mapSide === request.mapSide && sameButKvHeads(base.request, request);
  }

  return {
    begin(picture) {
      const { tokens, config, mechanisms } = picture.request;
      if (!isOfPicture(picture.request)) known = new Map();
      known.set(config.numKvHeads, picture);
      base = picture;
      if (config.trained || isCostly(runCost(tokens.length, config, mechanisms.length))) return;
      // A run ends it, and whoever moves on after that begins it anew. What else is wrong, a run will say.
      work(picture).catch(() => {});
    },
    answerTo(request) {
      const ahead = known.get(request.config.numKvHeads);
      if (base === null || ahead === undefined || !isOfPicture(request)) return undefined;
      const maps = { ...base.maps, ...ahead.maps };
      return request.mechanisms.every((mechanism) => maps[mechanism]) ? { ...ahead, request, maps } : undefined;
    },
    drop() {
      base = null;
      known = new Map();
    },
  };
}
