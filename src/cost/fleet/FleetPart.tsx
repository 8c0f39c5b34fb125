import { formatBothBytes } from '../../attention/numbers/byteUnits.ts';
import { formatCount } from '../../attention/numbers/format.ts';
import { FleetChart } from '../../charts/cost/fleet/FleetChart.tsx';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import type { TableData } from '../../charts/table/tableData.ts';
import { StopSlider } from '../../controls/StopSlider.tsx';
import type { CostPartProps } from '../costSetup.ts';
import { CountField } from '../fields/CountField.tsx';
import { Term } from '../glossary/Term.tsx';
import { RowsTable } from '../table/RowsTable.tsx';
import { fleetLines, fleetRows, fleetSentence, userStops } from './fleetRows.ts';
import './fleet-part.css';

const COLUMNS = [
  { key: 'variant', heading: 'Variant', isText: true },
  {
    key: 'users',
    heading: (
      <>
        Users a <Term word="replica" />
      </>
    ),
  },
  { key: 'replicas', heading: 'Replicas' },
  { key: 'gpus', heading: 'GPUs' },
  { key: 'memory', heading: 'Memory of these GPUs' },
  { key: 'cache', heading: 'Caches in it' },
  { key: 'weights', heading: 'Weights in it' },
];

interface FleetPartProps extends CostPartProps {
  /** Gets a sentence for the user when a file can't be made. */
  readonly onError: (message: string) => void;
}

/** Users at once and what serves them: replicas, GPUs and memory for the variants, up to 10⁹ users. */
export function FleetPart({ setup, onChange, onError }: FleetPartProps) {
  const { users, averageTokens, tensorParallel } = setup.choice;
  const rows = fleetRows(setup);
  const lines = fleetLines(setup);
  const refusals = rows.filter(({ fleet }) => !fleet.ok);
  return (
    <section className="fleet-part" aria-label="Beyond one machine">
      <div className="fleet-part__ask card">
        <h2>Beyond one machine</h2>
        <StopSlider
          label="Users at once"
          value={users}
          stops={userStops(users)}
          valueText={`${formatCount(users)} users at once`}
          onChange={(value) => onChange({ users: value })}
        />
        <p>
          or exactly{' '}
          <CountField
            label="Number of users"
            field="users"
            value={users}
            onChange={(value) => onChange({ users: value })}
          />{' '}
          users, each with a sequence of{' '}
          <CountField
            label="Average tokens"
            field="contextTokens"
            value={averageTokens}
            onChange={(value) => onChange({ averageTokens: value })}
          />{' '}
          tokens on average, on replicas of {formatCount(tensorParallel)} × {setup.gpu.name}.
        </p>
        <p role="status">{fleetSentence(rows, users, averageTokens)}</p>
        <RowsTable
          caption="Memory alone decides here: whether these GPUs are fast enough is another question"
          columns={COLUMNS}
          rows={rows.flatMap(({ name, accent, fleet }) => {
            if (!fleet.ok) return [];
            const { usersPerReplica, replicas, gpus, memoryBytes, cacheBytes, weightBytes } = fleet.value;
            const each = usersPerReplica === null ? 'any number' : formatCount(usersPerReplica);
            const bytes = [memoryBytes, cacheBytes, weightBytes].map((count) => formatBothBytes(count));
            return [{ key: name, accent, cells: [name, each, formatCount(replicas), formatCount(gpus), ...bytes] }];
          })}
        />
        {refusals.map(({ name, fleet }) => (
          <p key={name} className="fleet-part__refusal">
            {name}: {!fleet.ok && fleet.reason}
          </p>
        ))}
      </div>
      {lines.length > 0 && (
        <ChartFigure
          title="GPUs against users"
          fileName="headroom-fleet"
          settings={[setup.model.name, setup.gpu.name, `${formatCount(averageTokens)} tokens on average`]}
          data={() => tableOf(lines)}
          onError={onError}
        >
          {(svgRef) => <FleetChart curves={lines} users={users} svgRef={svgRef} />}
        </ChartFigure>
      )}
    </section>
  );
}

function tableOf(lines: ReturnType<typeof fleetLines>): TableData {
  return {
    caption: 'GPUs that so many users at once take',
    columns: ['Users', ...lines.map(({ name }) => `${name} (GPUs)`)],
    rows: Array.from({ length: 10 }, (_, power) => 10 ** power).map((users) => [
      formatCount(users),
      ...lines.map(({ gpusAt }) => gpusAt(users)),
    ]),
  };
}
