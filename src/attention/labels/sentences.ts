/** English that no model was trained on: every trained model's heads are labelled on these, word by word and mark by mark. */
export const ENGLISH_SENTENCES: readonly string[] = [
  'the river runs past the mill , and past the mill the river turns to the sea ; there the river runs slowly .',
  'when the bell rang , the children ran to the gate ; when the bell rang again , the children ran to the school .',
  'what one person knows , one person can forget : what two people know , two people can tell , and one person can learn .',
];
