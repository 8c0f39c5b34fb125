import type { Analyst, HeadSource } from '../../../analysis/Analyst.ts';
import type { HeadMaps } from '../../../attention/comparison/comparison.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { Engine, RunResult } from '../../../engine/Engine.ts';
import type { PictureComparison } from '../../facts/appState.ts';
import { isLinkable, selectShowsComparison } from '../../shown/answers/wishes.ts';
import type { Draft } from '../draft.ts';
import type { AskOptions, Follower } from './follow.ts';

/** Compares the heads of the picture on screen, which has these maps; a newer one ends the work between two heads. */
export async function compareHeads(
  request: RunRequest,
  maps: RunResult['maps'],
  engine: Engine,
  analyst: Analyst,
  { signal, onProgress }: AskOptions,
): Promise<PictureComparison> {
  const total = request.config.numHeads;
  onProgress({ done: 0, total });
  const { heads, wholeMaps } = withCopies(headsOf(request, maps, engine), isLinkable(request));
  const comparison = await analyst.compare(heads, { signal, onProgress: (done) => onProgress({ done, total }) });
  return { ...comparison, ...(wholeMaps && { wholeMaps }) };
}

/** Keeps the weights of heads that go away to be compared, if they are wanted after that. */
function withCopies(heads: HeadSource, isWanted: boolean): { heads: HeadSource; wholeMaps?: HeadMaps } {
  if (!isWanted) return { heads };
  const { numHeads, sequenceLength } = heads.sizes;
  const size = sequenceLength ** 2;
  const all = () => new Float32Array(numHeads * size);
  const wholeMaps = { mha: all(), gqa: all(), mqa: all() };
  return {
    wholeMaps,
    heads: {
      sizes: heads.sizes,
      async mapsOf(queryHead) {
        const given = await heads.mapsOf(queryHead);
        for (const mechanism of MECHANISMS) wholeMaps[mechanism].set(given[mechanism], queryHead * size);
        return given;
      },
    },
  };
}

/** Ends the analyst's thread with the pane that shows a comparison: also where the picture is stale then, and none wanted. */
export function endThreadWithPane(draft: Draft, analyst: Analyst): Follower {
  let wasShown = false;
  const leave = draft.follow(() => {
    const isShown = selectShowsComparison(draft.getState());
    if (wasShown && !isShown) analyst.stop();
    wasShown = isShown;
  });
  return {
    stop() {
      leave();
      analyst.stop();
    },
  };
}

/** Whole heads: those on screen where maps show every weight, else one after the other from the engine. */
function headsOf(request: RunRequest, maps: RunResult['maps'], engine: Engine): HeadSource {
  const { numHeads, causal } = request.config;
  const sequenceLength = request.tokens.length;
  return {
    sizes: { numHeads, sequenceLength, causal },
    async mapsOf(queryHead) {
      const isWhole = Object.values(maps).every(({ stride }) => stride === 1);
      const fetched = isWhole ? null : (await engine.heads(request, queryHead)).attentionWeights;
      const mapOf = (mechanism: Mechanism) => {
        const size = sequenceLength ** 2;
        // A copy: the picture keeps its own.
        const shown = maps[mechanism]?.cells.slice(queryHead * size, (queryHead + 1) * size);
        const map = fetched ? fetched[mechanism] : shown;
        if (!map) throw new Error(`The engine gave no weights of query head ${queryHead} to compare.`);
        return map;
      };
      return { mha: mapOf('mha'), gqa: mapOf('gqa'), mqa: mapOf('mqa') } satisfies HeadMaps;
    },
  };
}
