import type { CostPartProps } from '../costSetup.ts';
import { CountField } from '../fields/CountField.tsx';
import { Term } from '../glossary/Term.tsx';
import { RowsTable } from '../table/RowsTable.tsx';
import { needsAnswer } from './needsRows.ts';
import './needs-back.css';

const COLUMNS = [
  { key: 'kv', heading: <Term word="KV heads">KV heads</Term>, isText: true },
  { key: 'serves', heading: 'Serves', isText: true },
  { key: 'outcome', heading: 'At full length', isText: true },
  { key: 'tp', heading: <Term word="tensor parallelism">GPUs to a replica</Term> },
];

/** The question the other way round: so many sequences of that length on those GPUs, and which KV heads do it. */
export function NeedsBack({ setup, onChange }: CostPartProps) {
  const { choice } = setup;
  const answer = needsAnswer(setup);
  return (
    <section className="needs-back card" aria-label="Which KV heads do it">
      <h2>Which KV heads do it</h2>
      <div className="needs-back__ask">
        I need
        <CountField
          label="Sequences needed"
          field="sequences"
          value={choice.sequences}
          onChange={(sequences) => onChange({ sequences })}
        />
        sequences of
        <CountField
          label="Tokens of each"
          field="contextTokens"
          value={choice.contextTokens}
          onChange={(contextTokens) => onChange({ contextTokens })}
        />
        tokens on
        <CountField label="GPUs there are" field="gpus" value={choice.gpus} onChange={(gpus) => onChange({ gpus })} />×{' '}
        {setup.gpu.name}
      </div>
      <p role="status" className="needs-back__answer">
        {answer.ok ? answer.value.sentence : answer.reason}
      </p>
      {answer.ok && (
        <>
          <RowsTable
            caption="Every number of KV heads that divides the query heads"
            columns={COLUMNS}
            rows={answer.value.rows.map(({ kvHeads, name, isPublished, serves, outcome, tensorParallel }) => ({
              key: name,
              accent: name === 'MHA' ? 'mha' : name === 'MQA' ? 'mqa' : 'gqa',
              cells: [
                `${kvHeads} (${name}${isPublished ? ', as published' : ''})`,
                serves ? '✓ yes' : '✗ no',
                outcome,
                tensorParallel ?? '—',
              ],
            }))}
          />
          {answer.value.notes.map((note) => (
            <p key={note} className="needs-back__note">
              {note}
            </p>
          ))}
        </>
      )}
    </section>
  );
}
