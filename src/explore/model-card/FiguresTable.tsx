import { formatCount } from '../../attention/numbers/format.ts';
import { figureText, TABLE_FIGURES } from '../../catalog/figureText.ts';
import { type CatalogModel, TRAINED_MODELS } from '../../catalog/trainedModels.ts';

/** Sizes and figures of the shipped models, with the seed that ships and the spread over seeds. */
export function FiguresTable() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls, and a section would be a landmark for a table
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls needs the focus to be scrolled by keys
    <div className="model-card__scroll" role="group" aria-label="Scrollable table" tabIndex={0}>
      <table className="model-card__table">
        <thead>
          <tr>
            {['KV heads', 'parameters', 'file', 'its seed', ...Object.keys(TABLE_FIGURES)].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody translate="no">
          {TRAINED_MODELS.models.map((model) => (
            <tr key={model.numKvHeads}>
              <th scope="row">{nameOf(model)}</th>
              <td>{formatCount(model.parameters)}</td>
              <td>{formatCount(model.bytes / 1000)} kB</td>
              <td>{model.seed}</td>
              {Object.values(TABLE_FIGURES).map((figure) => (
                <td key={figure}>{figureText(model, figure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nameOf({ numKvHeads }: CatalogModel): string {
  if (numKvHeads === TRAINED_MODELS.numHeads) return `${numKvHeads} (MHA)`;
  return numKvHeads === 1 ? '1 (MQA)' : `${numKvHeads}`;
}
