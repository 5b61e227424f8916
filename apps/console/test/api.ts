/** One call that a component sent to the API. */
export interface SentCall { readonly method: string; readonly url: string; readonly body: Record<string, unknown> }

/** An answer that refuses, by its status and the code of its problem. */
export class Refusal {
  constructor(readonly status: number, readonly code: string, readonly pointer?: string) {}
}

/**
 * Stands for the API: `answerOf` says what each call is answered; without one it is an empty list. What was sent is written down
 * in the list that is given back.
 */
export function answering(answerOf: (call: SentCall) => unknown = () => undefined): SentCall[] {
  const sent: SentCall[] = [];
  global.fetch = jest.fn(async (url: RequestInfo | URL, init?: RequestInit) => {
    const call = { method: init?.method ?? 'GET', url: String(url), body: JSON.parse(String(init?.body ?? '{}')) as Record<string, unknown> };
    sent.push(call);
    const answer = answerOf(call) ?? { items: [], nextCursor: null };
    if (answer instanceof Refusal) {
      const { status, code: problem, pointer } = answer;
      return { ok: false, status, headers: new Headers({ 'content-type': 'application/problem+json' }), json: async () => ({ type: `https://doanket.test/problems/${problem}`, title: 'Refused', status, ...(pointer === undefined ? {} : { errors: [{ pointer, detail: 'Refused' }] }) }) } as Response;
    }
    return { ok: true, status: 200, headers: new Headers(), json: async () => answer } as Response;
  });
  return sent;
}
