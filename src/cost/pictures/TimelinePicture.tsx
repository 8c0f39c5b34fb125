import { costModelOf } from '../../catalog/models/cachePlan.ts';
import { MODELS, modelById } from '../../catalog/models/models.ts';
import { timelineOf } from '../../catalog/models/timeline.ts';
import { TimelineFigure } from '../../charts/cost/timeline/TimelineFigure.tsx';
import type { CostPartProps } from '../costSetup.ts';
import { kvHeadsFor } from '../costSetupOf.ts';
import { useFigure } from './useFigure.ts';

const TIMELINE = timelineOf(MODELS);

/** The models of the catalog by year and queries per KV head; a click chooses one. */
export function TimelinePicture({ setup, onChange }: CostPartProps) {
  const { choice } = setup;
  const figure = useFigure(setup);
  return (
    <TimelineFigure
      {...figure}
      timeline={TIMELINE}
      chosen={choice.own ? null : choice.model}
      onChoose={(id) => {
        const entry = modelById(id);
        if (entry) onChange({ model: id, own: null, kvHeads: kvHeadsFor(costModelOf(entry), choice.kvHeads) });
      }}
    />
  );
}
