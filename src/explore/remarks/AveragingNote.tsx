import { selectAverages } from '../../state/shown/averages.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** Says what an average does to maps besides sharing, where K and V are averaged; nothing elsewhere. */
export function AveragingNote() {
  const averages = useAppState(selectAverages);
  const { update } = useActions();
  return (
    averages && (
      <p>
        <b>Averaging is not sharing.</b> The mean of n independent random keys is √n times shorter, so its maps go flat:
        MQA’s by {averages.mqa.toFixed(1)}
        {averages.gqa > 1 && `, GQA’s by ${averages.gqa.toFixed(1)}`}. Watch what sharing does to wires, parameters and
        cache, not to these maps.{' '}
        <button type="button" className="button" onClick={() => update({ kvRule: 'rescaled' })}>
          Bring the mean back to length
        </button>
      </p>
    )
  );
}
