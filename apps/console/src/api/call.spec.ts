import { defineRoute, listServiceHealth } from '@doanket/contracts';
import { z } from 'zod';
import { call, sessionEvents, urlOf } from './call';
import { Problem } from './problem';
import { rememberSession } from './session';

const raise = defineRoute({ service: 'campaigns', name: 'raise', method: 'POST', path: '/petitions/:id/answer', access: 'SIGNED_IN', summary: 's', params: z.strictObject({ id: z.string() }), query: z.strictObject({ q: z.string().optional() }), body: z.strictObject({ text: z.string() }), answer: z.object({ ok: z.boolean() }) });
const answers = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  ok: status < 300, status, headers: new Headers(headers), json: () => Promise.resolve(body), blob: () => Promise.resolve(new Blob()),
}) as Response;
const fetched = jest.fn<Promise<Response>, [string, RequestInit]>();

beforeEach(() => {
  fetched.mockReset();
  globalThis.fetch = fetched as unknown as typeof fetch;
  rememberSession({ csrfToken: 'csrf-1', actingPostId: 'post-1' });
});

it('fills path and query of a route', () => {
  expect(urlOf(raise, { params: { id: 'a/b' }, query: { q: 'nhà ở' } })).toBe('/api/campaigns/petitions/a%2Fb/answer?q=nh%C3%A0+%E1%BB%9F');
});

it('sends csrf, acting post and idempotency key with a write', async () => {
  fetched.mockResolvedValue(answers(201, { ok: true }));
  await call(raise, { params: { id: '1' }, body: { text: 'x' } }, { idempotencyKey: 'k-1', ifMatch: '"3"' });
  const headers = fetched.mock.calls[0]![1].headers as Headers;
  expect(['x-csrf-token', 'x-acting-post', 'idempotency-key', 'if-match'].map((name) => headers.get(name))).toEqual(['csrf-1', 'post-1', 'k-1', '"3"']);
});

it('reads problem+json with its facts, fields and trace', async () => {
  fetched.mockResolvedValue(answers(422, { type: 'https://x.example/problems/welfare/over-ceiling', title: 'Over', status: 422, detail: 'd', ceilingVnd: 40, traceId: 't-1', errors: [{ pointer: '/body/amountVnd', detail: 'too much' }] }));
  const problem = await call(raise, { params: { id: '1' }, body: { text: 'x' } }).catch((error: unknown) => error as Problem);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ code: 'welfare/over-ceiling', status: 422, facts: { ceilingVnd: 40 }, correlationId: 't-1', worthTryingAgain: false });
  expect((problem as Problem).errorAt('/body/amountVnd')?.detail).toBe('too much');
});

it.each([[401, 'about:blank', 'signed-out'], [409, 'https://x/problems/auth/acting-post-changed', 'post-changed'], [403, 'https://x/problems/auth/csrf-refused', 'post-changed']])('tells the shell of a %i %s', async (status, type, event) => {
  const heard = jest.fn();
  sessionEvents.addEventListener(event, heard, { once: true });
  fetched.mockResolvedValue(answers(status, { type, status }));
  await expect(call(raise, { params: { id: '1' }, body: { text: 'x' } })).rejects.toBeInstanceOf(Problem);
  expect(heard).toHaveBeenCalledTimes(1);
});

it('says that the line is lost, and that trying again can help', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(call(raise, { params: { id: '1' }, body: { text: 'x' } })).rejects.toMatchObject({ code: 'line/lost', worthTryingAgain: true });
});

it('leaves the whole address of a route of the gateway as it is', () => {
  expect(urlOf(listServiceHealth)).toBe('/api/gateway/services');
});
