import { memoryOf } from '../../catalog/gpus/capability.ts';
import { modelById } from '../../catalog/models/models.ts';
import type { CostPartProps } from '../costSetup.ts';
import { type Fact, gpuFacts, modelFacts } from './facts.ts';
import './sources.css';

/** The numbers that everything above is computed from, where they were read, and which of them nobody has checked. */
export function Sources({ setup }: CostPartProps) {
  const { choice, gpu, model } = setup;
  const entry = choice.own ? undefined : modelById(choice.model);
  return (
    <div className="sources">
      {entry && (
        <Facts
          name={entry.name}
          facts={modelFacts(entry)}
          sources={[entry.source]}
          notes={[entry.note, entry.sourceCaveat ?? '']}
        />
      )}
      {choice.own && <p>{model.name} is a model of your own: its numbers are those that you gave.</p>}
      <Facts
        name={gpu.name}
        facts={gpuFacts(gpu)}
        sources={[gpu.source, gpu.reportedSource ?? '', gpu.tflopsSource]}
        notes={[
          gpu.note,
          gpu.tflopsNote ?? '',
          gpu.sourceCaveat ?? '',
          memoryOf(gpu).isEstimate
            ? 'No driver’s figure of its memory is known: what a program finds is a little less.'
            : '',
        ]}
      />
    </div>
  );
}

interface FactsProps {
  readonly name: string;
  readonly facts: readonly Fact[];
  /** Empty texts are left out. */
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

function Facts({ name, facts, sources, notes }: FactsProps) {
  const isSaid = (text: string) => text !== '';
  return (
    <section aria-label={`Facts about ${name}`}>
      <h3>{name}</h3>
      <dl className="sources__facts" translate="no">
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd translate="no" className="numeric">
              {fact.value}
              {!fact.isVerified && <span className="sources__unverified"> not verified</span>}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <b>Source:</b> <span translate="no">{sources.filter(isSaid).join('; ')}</span>
      </p>
      {notes.filter(isSaid).map((note) => (
        <p key={note}>{note}</p>
      ))}
    </section>
  );
}
