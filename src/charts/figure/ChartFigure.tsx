import { type ReactNode, type RefObject, useRef } from 'react';
import { Toolbar } from '../../controls/Toolbar.tsx';
import { toCsv } from '../save/csv.ts';
import { rasterize } from '../save/rasterize.ts';
import { SaveMenu } from '../save/SaveMenu.tsx';
import { standaloneSvg } from '../save/standaloneSvg.ts';
import { DataTable } from '../table/DataTable.tsx';
import type { TableData } from '../table/tableData.ts';
import './chart-figure.css';

interface ChartFigureProps {
  readonly title: string;
  /** Without extension, e.g. "headroom-parameters". */
  readonly fileName: string;
  /** The settings that the figure belongs to, one each, for the caption of saved files: ["16 query heads", "seed 7"]. */
  readonly settings: readonly string[];
  readonly data: () => TableData;
  /** What the CSV holds, where that is more than the table shows. */
  readonly csvData?: (() => TableData) | undefined;
  /** Gets a sentence for the user when a file can't be made. */
  readonly onError: (message: string) => void;
  /** Controls that stand under the title. */
  readonly controls?: ReactNode;
  /** The chart; it hands `svgRef` to its `<svg>`, which is what is saved. */
  readonly children: (svgRef: RefObject<SVGSVGElement | null>) => ReactNode;
}

/** A chart with what every chart has: its title, a menu that saves it, and its figures as a table. */
export function ChartFigure({
  title,
  fileName,
  settings,
  data,
  csvData = data,
  onError,
  controls,
  children,
}: ChartFigureProps) {
  const picture = useRef<SVGSVGElement>(null);
  const svg = () => {
    if (!picture.current) throw new Error('The figure is not on the page.');
    return standaloneSvg(picture.current, { title, settings });
  };
  return (
    <section className="card chart-figure" aria-label={title}>
      <h2 className="chart-figure__title">{title}</h2>
      {controls}
      {children(picture)}
      <Toolbar label={`${title}: figures`} className="chart-figure__foot">
        <DataTable data={data} />
        <SaveMenu
          label={title}
          fileName={fileName}
          png={async () => rasterize(await svg())}
          svg={svg}
          csv={() => toCsv(csvData(), settings)}
          onError={onError}
        />
      </Toolbar>
    </section>
  );
}
