/**
 * What a number of KV heads is called: "MQA" for one, "MHA" for all, "GQA" for the present choice, "" for others.
 *
 * @param most as many KV heads as query heads
 * @param chosen GQA's number; none where it is undefined
 * @param mha what as many are called
 */
export function mechanismsAt(numKvHeads: number, most: number, chosen: number | undefined, mha = 'MHA'): string {
  const names = [numKvHeads === most && mha, numKvHeads === chosen && 'GQA', numKvHeads === 1 && 'MQA'];
  return names.filter((name) => name !== false).join(' = ');
}
