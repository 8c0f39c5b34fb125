import type { DecodePlan } from '../../attention/decoding/decodePlan.ts';
import { IntegerField } from '../../controls/IntegerField.tsx';
import { Select } from '../../controls/Select.tsx';
import { selectDecodeThen } from '../../state/shown/decoding/decodeRun.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

const THEN_NAMES: Readonly<Record<DecodePlan<unknown>['kind'], string>> = {
  rest: 'the rest of the text',
  repeat: 'the text again',
};

/** What follows the prompt, and how long that is. */
export function DecodeChoices({ plan }: { readonly plan: DecodePlan<unknown> }) {
  const then = useAppState(selectDecodeThen);
  const { update } = useActions();
  return (
    <div className="decode-steps__choices">
      <Select
        label="Then"
        value={then}
        options={THEN_NAMES}
        onChange={(decodeThen) => update({ decodeThen })}
        title="What follows the prompt"
      />
      {plan.kind === 'rest' && (
        <IntegerField
          label="Prompt"
          value={plan.prompt}
          min={1}
          max={plan.tokens.length - 1}
          onChange={(decodePrompt) => update({ decodePrompt })}
        />
      )}
    </div>
  );
}
