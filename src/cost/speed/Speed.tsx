import { formatBothBytes } from '../../attention/numbers/byteUnits.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import type { CostPartProps } from '../costSetup.ts';
import { Term } from '../glossary/Term.tsx';
import { figureText, flopText, msText } from '../table/figures.ts';
import { RowsTable, type RowsTableRow } from '../table/RowsTable.tsx';
import { PublishedSteps } from './PublishedSteps.tsx';
import { leftOutTexts, replicaBatch, type SpeedRow, speedRows } from './speedRows.ts';
import { isWorkload, workloadsFor, workloadText } from './workloads.ts';
import './speed.css';

const COLUMNS = [
  { key: 'variant', heading: 'Variant', isText: true },
  { key: 'bytes', heading: 'Bytes moved' },
  { key: 'flops', heading: 'Operations' },
  { key: 'intensity', heading: <Term word="arithmetic intensity">FLOP a byte</Term> },
  { key: 'bound', heading: <Term word="lower bound">At least</Term> },
  { key: 'by', heading: 'Waits for', isText: true },
];
const DECODE_COLUMNS = [
  ...COLUMNS,
  {
    key: 'turns',
    heading: (
      <>
        Turns <Term word="compute-bound" /> at
      </>
    ),
    isText: true,
  },
];

/** The least time of a decode step and of a prompt for the variants: a bound, with what it leaves out, and published times. */
export function Speed({ setup, onChange }: CostPartProps) {
  const { choice, gpu, model } = setup;
  const rows = speedRows(setup);
  const known = rows.flatMap(({ speed }) => (speed.ok ? [speed.value] : []))[0];
  const refusals = rows.filter(({ speed }) => !speed.ok);
  const batch = replicaBatch(setup);
  const on = choice.tensorParallel === 1 ? `one ${gpu.name}` : `${choice.tensorParallel} × ${gpu.name}`;
  return (
    <section className="cost-speed card" aria-label="How fast at best">
      <h2>How fast at best</h2>
      <p>
        A bound, not a promise: a step must read the weights and the <Term word="KV cache" /> once and do its operations
        once; no program on {on} is faster. See <Term word="roofline" />.
      </p>
      <fieldset className="cost-speed__workloads">
        <legend>Workloads</legend>
        {workloadsFor(model.maxContext).map((workload) => (
          <button
            key={workload.name}
            type="button"
            className="button"
            title={workloadText(workload.patch)}
            aria-pressed={isWorkload(choice, workload)}
            onClick={() => onChange(workload.patch)}
          >
            {workload.name}
          </button>
        ))}
        <span>{workloadText(choice)}</span>
      </fieldset>
      {known && (
        <>
          <RowsTable
            caption={
              <>
                One <Term word="decode step" />: the next token of {formatCountOf(batch, 'sequence')} of{' '}
                {formatCount(choice.contextTokens)} tokens on {on}
              </>
            }
            columns={DECODE_COLUMNS}
            rows={rows.flatMap((row) => decodeRow(row))}
          />
          <RowsTable
            caption={
              <>
                <Term word="prefill">Prefill</Term>: one prompt of {formatCount(choice.contextTokens)} tokens on {on}
              </>
            }
            columns={COLUMNS}
            rows={rows.flatMap((row) => prefillRow(row))}
          />
          <p className="cost-speed__note">
            It turns from <Term word="memory-bound" /> to <Term word="compute-bound" /> at{' '}
            {figureText(known.decode.ridge)} FLOP a byte: {figureText(known.compute.perSecond / 1e12)} TFLOP/s in{' '}
            {known.compute.type} over {figureText(gpu.memoryBandwidthGBps)} GB/s. Sources: {gpu.source};{' '}
            {gpu.tflopsSource}.{!known.compute.isVerified && ' Nobody has looked up that rate.'}
          </p>
        </>
      )}
      {refusals.map(({ name, speed }) => (
        <p key={name} className="cost-speed__note">
          {name}: {!speed.ok && speed.reason}
        </p>
      ))}
      {known && (
        <details>
          <summary>What the bound leaves out</summary>
          <ul className="cost-speed__list">
            {leftOutTexts(rows, setup).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      <PublishedSteps modelId={choice.own ? null : choice.model} />
    </section>
  );
}

function decodeRow({ name, accent, speed }: SpeedRow): RowsTableRow[] {
  if (!speed.ok) return [];
  const { decode, crossing } = speed.value;
  const turns = crossing.kind === 'never' ? 'never' : formatCountOf(crossing.batch, 'sequence');
  return [{ key: name, accent, cells: [name, ...stepCells(decode), turns] }];
}

function prefillRow({ name, accent, speed }: SpeedRow): RowsTableRow[] {
  return speed.ok ? [{ key: name, accent, cells: [name, ...stepCells(speed.value.prefill)] }] : [];
}

type Step = (SpeedRow['speed'] & { ok: true })['value']['decode'];

function stepCells({ bytes, flops, intensity, boundMs, boundBy }: Step): string[] {
  const waits = boundBy === 'memory' ? 'memory' : 'arithmetic';
  return [formatBothBytes(bytes), flopText(flops), figureText(intensity), msText(boundMs), waits];
}
