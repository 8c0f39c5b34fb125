import { maxTokens } from '../../attention/checkpoint/config.ts';
import { formatBytes, formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { TextBox } from '../../controls/TextBox.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { CheckpointControls } from '../../state/work/checkpoint/checkpointController.ts';
import { AddColumn } from './AddColumn.tsx';
import { OwnModelTokens } from './OwnModelTokens.tsx';
import './own-model-bar.css';
import { RememberModel } from './RememberModel.tsx';
import { RunStatus } from './RunStatus.tsx';

/** The model that runs here: what it is, the text, and how far it has come with it. */
export function OwnModelBar({ controls }: { readonly controls: CheckpointControls }) {
  const { model, opening } = useAppState((state) => state.checkpoint);
  const text = useAppState((state) => state.settings.text);
  const { update } = useActions();
  if (!model) return null;
  const { name, config, wholeLayers, type, bytes, remarks } = model;
  const facts = [
    ...(name === config.modelType ? [] : [config.modelType]),
    wholeLayers === config.numLayers
      ? formatCountOf(config.numLayers, 'layer')
      : `${wholeLayers} of ${formatCountOf(config.numLayers, 'layer')}`,
    formatCountOf(config.numHeads, 'query head'),
    formatCountOf(config.numKvHeads, 'KV head'),
    `d_model ${formatCount(config.dModel)}`,
    `d_k ${config.headDim}`,
    `${formatBytes(bytes)} in ${type}`,
  ].join(' · ');
  return (
    <section className="own-model-bar" aria-label="Your model">
      <div className="own-model-bar__text">
        <TextBox value={text} onChange={(next) => update({ text: next })} />
      </div>
      <div className="own-model-bar__line">
        <OwnModelTokens limit={maxTokens(config)} />
        <RunStatus controls={controls} />
      </div>
      <div className="own-model-bar__facts">
        <p className="numeric">
          <strong>
            <bdi translate="no">{name}</bdi>
          </strong>{' '}
          {facts}
        </p>
        <AddColumn controls={controls} />
        <RememberModel key={name} model={model} />
        <button type="button" className="button" onClick={controls.close}>
          Close the model
        </button>
      </div>
      {remarks.map((remark) => (
        <p key={remark} className="own-model-bar__remark">
          {remark}
        </p>
      ))}
      {opening !== null && (
        <p role="status">
          Opening <bdi translate="no">{opening}</bdi> …
        </p>
      )}
    </section>
  );
}
