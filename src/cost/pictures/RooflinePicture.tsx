import { RooflineFigure } from '../../charts/cost/roofline/RooflineFigure.tsx';
import type { CostPartProps } from '../costSetup.ts';
import { rooflineInputOf } from '../inputs/variantInput.ts';
import { rooflinePoints, speedRows } from '../speed/speedRows.ts';
import { useFigure } from './useFigure.ts';

/** The decode step and the prompt of each variant under what one replica's GPUs can do. None if nothing can be bounded. */
export function RooflinePicture({ setup }: CostPartProps) {
  const figure = useFigure(setup);
  const [published] = setup.variants;
  const on = published && rooflineInputOf(setup, published);
  if (!on?.ok) return null;
  const { bandwidth, peakFlops, tensorParallel } = on.value.input;
  return (
    <RooflineFigure
      {...figure}
      roof={{ bandwidth: bandwidth * tensorParallel, peakFlops: peakFlops * tensorParallel }}
      points={rooflinePoints(speedRows(setup)).map(({ name, accent, kind, intensity, boundMs }) => ({
        ...{ name, accent, intensity, boundMs },
        phase: kind,
      }))}
    />
  );
}
