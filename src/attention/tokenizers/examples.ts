import type { TokenizerId } from './ids.ts';

/** A text a click away. */
export interface ExampleText {
  readonly id: string;
  /** What its button says. */
  readonly name: string;
  readonly text: string;
  /** As much of a longer text as the trained models were trained on: at most 128 tokens. */
  readonly upTo128?: string;
  /** The tokenizer that gives it the tokens meant: the document's own, the 200, words where there are no spaces. */
  readonly tokenizer?: TokenizerId;
}

// Lewis Carroll, "Alice's Adventures in Wonderland" (1865), chapter I: one sentence of 112 tokens, and what follows it.
const ALICE = [
  'Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or',
  'twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it, “and',
  'what is the use of a book,” thought Alice “without pictures or conversations?” So she was considering in her own',
  'mind (as well as she could, for the hot day made her feel very sleepy and stupid), whether the pleasure of',
  'making a daisy-chain would be worth the trouble of getting up and picking the daisies, when suddenly a White',
  'Rabbit with pink eyes ran close by her.',
].join(' ');
const ALICE_GOES_ON = [
  'There was nothing so very remarkable in that; nor did Alice think it so very much out of the way to hear the',
  'Rabbit say to itself, “Oh dear! Oh dear! I shall be late!” (when she thought it over afterwards, it occurred to',
  'her that she ought to have wondered at this, but at the time it all seemed quite natural); but when the Rabbit',
  'actually took a watch out of its waistcoat-pocket, and looked at it, and then hurried on, Alice started to her',
  'feet.',
].join(' ');

export const EXAMPLES: readonly ExampleText[] = [
  {
    id: 'hamlet',
    name: 'Document',
    text: 'To be or not to be, that is the question',
    tokenizer: 'whitespace',
  },
  {
    id: 'phrases',
    name: 'Repeats',
    text: 'the cat sat on the mat and the dog sat on the mat and the cat sat on the dog',
  },
  {
    id: 'arabic',
    name: 'Arabic',
    // Universal Declaration of Human Rights, article 1.
    text: 'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلًا وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء.',
  },
  {
    id: 'japanese',
    name: 'Japanese',
    // Natsume Sōseki, "I Am a Cat" (1905).
    text: '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。',
    tokenizer: 'words',
  },
  {
    id: 'alice',
    name: 'Long',
    text: `${ALICE} ${ALICE_GOES_ON}`,
    upTo128: ALICE,
    tokenizer: 'whitespace',
  },
];
