import type { RunRequest } from '../../../attention/run/request.ts';
import { answers, sameInputs } from '../../../attention/run/sameRun.ts';
import type { AnswerName, AnswerTypes, AppState, HeadAddress, TracedCell } from '../../facts/appState.ts';
import {
  selectCellToTrace,
  selectHeadToFetch,
  selectPictureToCompare,
  selectPictureToContinue,
  selectPictureToLabel,
  selectPictureToLink,
  selectStillRequest,
} from './wishes.ts';

/** When an answer is wanted, and which one. */
export interface Question<Of> {
  /** What is wanted now, the very same object as long as it is the same; null for nothing. */
  readonly wanted: (state: AppState) => Of | null;
  /** True when what is known of `known` is what is wanted of `wanted`. */
  readonly serves: (known: Of, wanted: Of) => boolean;
  /** It is asked once no answer of a lower rank is awaited. */
  readonly rank: number;
}

/** What is being looked at. */
const AT_ONCE = 0;
/** What would keep the self-checks waiting for ten other models. */
const AFTER_CHECKS = 1;
/** What nobody sees before pointing at a map. */
const AFTER_LABELS = 2;

/** All that is worked out about the picture on screen: it is settled once none of these is awaited. */
export const QUESTIONS: { readonly [Name in AnswerName]: Question<AnswerTypes[Name]['of']> } = {
  focus: { wanted: selectHeadToFetch, serves: sameHead, rank: AT_ONCE },
  trace: { wanted: selectCellToTrace, serves: sameCell, rank: AT_ONCE },
  comparison: { wanted: selectPictureToCompare, serves: sameInputs, rank: AT_ONCE },
  nextWord: { wanted: selectPictureToContinue, serves: sameInputsOfAll, rank: AT_ONCE },
  audit: { wanted: selectStillRequest, serves: sameInputs, rank: AT_ONCE },
  labels: { wanted: selectPictureToLabel, serves: sameInputsOfAll, rank: AFTER_CHECKS },
  across: { wanted: selectPictureToLink, serves: sameInputsOfAll, rank: AFTER_LABELS },
};

/** The lowest rank first: whether its turn has come, each then knows of those before it. */
export const ANSWER_NAMES: readonly AnswerName[] = (Object.keys(QUESTIONS) as AnswerName[]).sort(
  (a, b) => QUESTIONS[a].rank - QUESTIONS[b].rank,
);

/** True when one of the answers of a rank below `rank` is on its way. */
export function isOneAwaited(state: AppState, rank = Number.POSITIVE_INFINITY): boolean {
  return ANSWER_NAMES.some((name) => QUESTIONS[name].rank < rank && state[name].phase === 'awaited');
}

function sameHead(a: HeadAddress, b: HeadAddress): boolean {
  return a.queryHead === b.queryHead && answers(a.request, b.request);
}

function sameCell(a: TracedCell, b: TracedCell): boolean {
  return (
    a.cell.mechanism === b.cell.mechanism &&
    a.cell.queryHead === b.cell.queryHead &&
    a.cell.queryPosition === b.cell.queryPosition &&
    a.cell.keyPosition === b.cell.keyPosition &&
    sameInputs(a.request, b.request)
  );
}

/** The same, with all the mechanisms that are wanted. */
function sameInputsOfAll(known: RunRequest, wanted: RunRequest): boolean {
  return sameInputs(known, wanted) && wanted.mechanisms.every((mechanism) => known.mechanisms.includes(mechanism));
}
