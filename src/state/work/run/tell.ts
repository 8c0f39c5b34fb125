import type { AppState } from '../../facts/appState.ts';
import { type Notice, withNotice, withoutNotice } from '../../facts/notices.ts';
import type { Draft } from '../draft.ts';

/** Changes the state and, with it, the one notice of `noticeId`. */
export function tell(draft: Draft, patch: Partial<AppState>, noticeId: string, notice?: Notice): void {
  draft.change(({ notices }) => ({
    ...patch,
    notices: notice ? withNotice(notices, notice) : withoutNotice(notices, noticeId),
  }));
}
