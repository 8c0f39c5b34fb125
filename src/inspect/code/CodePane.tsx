import type { CSSProperties } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { accent } from '../../charts/color/palette.ts';
import { CopyButton } from '../../controls/copy/CopyButton.tsx';
import { CODE_KINDS } from '../../state/facts/settings.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectInspectedHead } from '../../state/shown/pointing/focus.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { selectConfig } from '../../state/shown/wanted.ts';
import { type MarkedCode, markedCode } from '../../takeaway/code/markedCode.ts';
import { CodeText } from './CodeText.tsx';
import './code-pane.css';
import { KINDS } from './kinds.ts';

/** The attention of the present settings as a program, with the lines marked that MHA, GQA and MQA do not share. */
export function CodePane() {
  const kind = useAppState((state) => state.settings.codeKind);
  const { mechanism } = useAppState(selectInspectedHead);
  const config = useAppState(selectConfig);
  const tokens = useAppState((state) => selectTokenization(state).tokens.length);
  const { notify } = useActions();
  const code = markedCode(kind, mechanism, { config, tokens: Math.max(1, tokens) });
  const { name, language, about } = KINDS[kind];
  const tints = { '--code-accent': accent(mechanism), '--code-tint': `var(--${mechanism}-soft)` } as CSSProperties;
  return (
    <div className="code-pane" style={tints}>
      <div className="code-pane__bar">
        <KindSwitch />
        <CopyButton
          label="Copy code"
          text={code.text}
          onError={(text) => notify({ id: 'copy', kind: 'error', text })}
        />
      </div>
      <p>
        {about}
        {config.trained && AROUND_IT}
        {tokens === 0 && ' There is no text: these are the sizes for one token.'}
      </p>
      <Legend code={code} mechanism={mechanism} />
      <CodeText code={code} language={language} name={`${MECHANISM_SHORT[mechanism]} in ${name}`} />
    </div>
  );
}

/** The code is of one layer: what else a trained model has is said. */
const AROUND_IT =
  ' Each block of the trained models is x += attention(LayerNorm(x)), and this is its attention; “Download run” has the input that it reads.';

function KindSwitch() {
  const chosen = useAppState((state) => state.settings.codeKind);
  const { update } = useActions();
  return (
    <fieldset className="code-pane__kinds">
      <legend className="visually-hidden">Code in</legend>
      {CODE_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          className="button"
          aria-pressed={kind === chosen}
          onClick={() => update({ codeKind: kind })}
        >
          {KINDS[kind].name}
        </button>
      ))}
    </fieldset>
  );
}

function Legend({ code, mechanism }: { code: MarkedCode; mechanism: Mechanism }) {
  const marked = code.lackedBy.filter((mechanisms) => mechanisms.length > 0).length;
  return (
    <p className="code-pane__legend">
      <span className="code-pane__sign" aria-hidden="true">
        ≠
      </span>{' '}
      {marked} of {formatCountOf(code.lackedBy.length, 'line')} of {MECHANISM_SHORT[mechanism]} are not the same in MHA,
      GQA and MQA. All others are.
    </p>
  );
}
