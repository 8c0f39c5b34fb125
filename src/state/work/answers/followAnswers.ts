import type { Analyst } from '../../../analysis/Analyst.ts';
import type { Engine } from '../../../engine/Engine.ts';
import type { AnswerName, Answers, AnswerTypes } from '../../facts/appState.ts';
import { ANSWER_NAMES, isOneAwaited, QUESTIONS } from '../../shown/answers/questions.ts';
import type { Draft } from '../draft.ts';
import { compareHeads, endThreadWithPane } from './compareHeads.ts';
import { type Asking, type Follower, follow, type WhenIdle } from './follow.ts';
import { followOwnOrders } from './followOwnOrders.ts';
import { followSweep } from './followSweep.ts';

/** The sources that answers are asked of. */
export interface Sources {
  readonly engine: Engine;
  readonly analyst: Analyst;
  readonly whenIdle: WhenIdle;
}

type Askings = {
  readonly [Name in AnswerName]: Asking<AnswerTypes[Name]['value'], AnswerTypes[Name]['of']>;
};

/** How each answer is come by; `QUESTIONS` says when. What comes from a worker has a copy of what it is of. */
function askingsOf(draft: Draft, { engine, analyst, whenIdle }: Sources): Askings {
  return {
    focus: { ask: async (of) => ({ ...(await engine.heads(of.request, of.queryHead)), ...of }) },
    trace: { ask: async (of) => ({ ...(await engine.trace(of.request, of.cell)), ...of }) },
    comparison: {
      ask: (request, options) => compareHeads(request, draft.getState().result?.maps ?? {}, engine, analyst, options),
      givesWay: true,
    },
    nextWord: { ask: (request) => engine.nextWord(request) },
    audit: {
      ask: async (request) => ({ ...(await engine.audit(request)), request }),
      whenIdle,
      outlivesEngine: true,
    },
    labels: { ask: (request) => engine.labels(request) },
    across: { ask: (request) => engine.likenessAcross(request) },
  };
}

/** Keeps one answer what is wanted of the picture on screen. */
export function followAnswer<Name extends AnswerName>(draft: Draft, name: Name, sources: Sources): Follower {
  const { rank, ...question } = QUESTIONS[name];
  return follow<AnswerTypes[Name]['value'], AnswerTypes[Name]['of']>(draft, {
    ...question,
    ...askingsOf(draft, sources)[name],
    isItsTurn: (state) => !isOneAwaited(state, rank),
    read: (state: Answers) => state[name],
    put: (answer) => ({ [name]: answer }),
  });
}

/** Keeps all that is worked out about the picture on screen what is wanted of it. */
export function followAnswers(draft: Draft, sources: Sources): Follower {
  const followers = [
    ...ANSWER_NAMES.map((name) => followAnswer(draft, name, sources)),
    followOwnOrders(draft),
    followSweep(draft, sources.engine, sources.whenIdle),
    endThreadWithPane(draft, sources.analyst),
  ];
  return {
    stop: () =>
      draft.together(() => {
        // All before anyone looks: no answer's end is another one's turn.
        for (const follower of followers) follower.stop();
      }),
  };
}
