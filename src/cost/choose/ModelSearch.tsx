import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type AttentionKind, LAYER_KINDS, SHARING_KINDS } from '../../catalog/models/attentionKinds.ts';
import { findModels } from '../../catalog/models/findModels.ts';
import type { ModelEntry } from '../../catalog/models/modelEntry.ts';
import { MODELS, modelIdOf } from '../../catalog/models/models.ts';
import { quoted } from '../../errors/quoted.ts';
import './model-search.css';

interface Props {
  /** Name of the model that is shown. */
  readonly name: string;
  readonly onChoose: (entry: ModelEntry) => void;
}

const FILTERS: readonly AttentionKind[] = [...SHARING_KINDS, ...LAYER_KINDS];

/** Finds a model of the catalog by words of its name and by its kinds of attention. See the ARIA Authoring Practices, combobox. */
export function ModelSearch({ name, onChoose }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState<readonly AttentionKind[]>([]);
  const [active, setActive] = useState(0);
  const found = isOpen ? findModels(MODELS, { query, filters }) : [];
  const at = Math.min(active, found.length - 1);
  const optionId = (index: number) => `${id}-option-${index}`;

  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-option-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, at, id]);

  const open = () => {
    if (isOpen) return;
    setOpen(true);
    setQuery('');
    setActive(
      Math.max(
        0,
        findModels(MODELS, { filters }).findIndex((entry) => entry.name === name),
      ),
    );
  };
  const close = () => setOpen(false);
  const choose = (entry: ModelEntry | undefined) => {
    if (!entry) return;
    onChoose(entry);
    close();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    const last = found.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      if (isOpen) setActive(move);
      else open();
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(found[at]);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and the focus that leaves belong to the field and its list together
    <div
      ref={box}
      className="model-search"
      onBlur={(event) => {
        if (!box.current?.contains(event.relatedTarget)) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        close();
        input.current?.focus();
      }}
    >
      <label htmlFor={id}>Model</label>
      <input
        ref={input}
        id={id}
        className="field"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && at >= 0 ? optionId(at) : undefined}
        autoComplete="off"
        spellCheck={false}
        translate="no"
        value={isOpen ? query : name}
        placeholder={name}
        onClick={open}
        onChange={(event) => {
          const typed = event.target.value;
          // Typed over the name of the model that is shown, of which nothing is to be looked for.
          setQuery(isOpen ? typed : typed.replace(name, ''));
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="model-search__panel" hidden={!isOpen}>
        <fieldset className="model-search__filters">
          <legend className="visually-hidden">Kinds of attention</legend>
          {FILTERS.map((filter) => (
            <button
              key={filter}
              type="button"
              className="button model-search__filter"
              aria-pressed={filters.includes(filter)}
              onClick={() => {
                setFilters(
                  filters.includes(filter) ? filters.filter((other) => other !== filter) : [...filters, filter],
                );
                setActive(0);
              }}
            >
              {filter}
            </button>
          ))}
        </fieldset>
        <div id={`${id}-list`} role="listbox" aria-label="Models" className="model-search__list" translate="no">
          {found.map((entry, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            <div
              key={modelIdOf(entry)}
              id={optionId(index)}
              role="option"
              className="model-search__option"
              aria-selected={index === at}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(entry)}
            >
              <span>{entry.name}</span>
              <small>
                {entry.attention} · {entry.year}
              </small>
            </div>
          ))}
        </div>
        <p role="status" className={found.length > 0 ? 'visually-hidden' : 'model-search__none'}>
          {!isOpen
            ? ''
            : found.length > 0
              ? `${found.length} models`
              : `The catalog has no such model${query === '' ? '' : ` called “${quoted(query)}”`}.`}
        </p>
      </div>
    </div>
  );
}
