import { EXAMPLES } from '../../attention/tokenizers/examples.ts';
import { DisclosureMenu } from '../../controls/DisclosureMenu.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** Enough of a text to know it by, down to the last whole word. */
const SHOWN = 28;

/** Texts a click away, each by its first words and what it is an example of. */
export function ExamplesMenu() {
  const text = useAppState((state) => state.settings.text);
  const isTrained = useAppState((state) => state.settings.weights !== 'random');
  const { update } = useActions();
  const examples = EXAMPLES.map((example) => ({
    ...example,
    text: (isTrained && example.upTo128) || example.text,
  }));
  return (
    <DisclosureMenu label="Examples" align="end">
      {(close) =>
        examples.map((example) => (
          <button
            key={example.id}
            type="button"
            className="disclosure-menu__item"
            aria-pressed={text === example.text}
            onClick={() => {
              update({ text: example.text, ...(example.tokenizer && { tokenizer: example.tokenizer }) });
              close();
            }}
          >
            {example.name}
            <small>
              <bdi translate="no">{example.text.slice(0, SHOWN).replace(/\s\S*$/, '')} …</bdi>
            </small>
          </button>
        ))
      }
    </DisclosureMenu>
  );
}
