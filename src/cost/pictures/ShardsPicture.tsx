import { keepsText } from '../../attention/cost/cacheBytes.ts';
import { ShardsFigure } from '../../charts/cost/shards/ShardsFigure.tsx';
import { laneVariant } from '../../charts/cost/shards/shards.ts';
import type { CostPartProps } from '../costSetup.ts';
import { useFigure } from './useFigure.ts';

/** Which KV heads of one layer each GPU of a replica holds. None for a model that keeps no K and V. */
export function ShardsPicture({ setup }: CostPartProps) {
  const figure = useFigure(setup);
  const variants = setup.variants.flatMap(({ name, accent, variant }) => {
    const layers = variant.model.plan.layers.find(keepsText);
    return layers ? [laneVariant(name, accent, layers, setup.format)] : [];
  });
  if (variants.length === 0) return null;
  return <ShardsFigure {...figure} variants={variants} tensorParallel={setup.choice.tensorParallel} />;
}
