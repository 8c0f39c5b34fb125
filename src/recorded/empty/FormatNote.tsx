/** What a file has to hold to be a recording, for those who write one by other means. */
export function FormatNote() {
  return (
    <details className="no-recordings__format">
      <summary>The format</summary>
      <p>
        A safetensors file with one tensor <code translate="no">layers.N.attention_weights</code> of query heads ×
        tokens × tokens for each layer that is recorded, whose rows sum to 1, in F32, F16 or BF16.
      </p>
      <p>
        Its metadata are texts: <code translate="no">tokens</code>, a JSON list, and{' '}
        <code translate="no">num_kv_heads</code>, a number or a list of one a layer; if you like,{' '}
        <code translate="no">model</code>, <code translate="no">token_ids</code>, <code translate="no">causal</code> and{' '}
        <code translate="no">scale</code>.
      </p>
      <p>
        With <code translate="no">layers.N.q</code>, <code translate="no">k</code> and <code translate="no">v</code>,
        heads × tokens × features, the maps are recomputed, and compared with those recorded. The file{' '}
        <code translate="no">docs/recordings.md</code> of the repository says it all.
      </p>
    </details>
  );
}
