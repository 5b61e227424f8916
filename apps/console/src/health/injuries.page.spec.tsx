import { waitFor } from '@testing-library/react';
import { show } from '../../test/render';
import { InjuriesPage } from './injuries.page';

it('keeps the filters of visits and of cases apart in the address', async () => {
  const asked: string[] = [];
  global.fetch = jest.fn(async (url: RequestInfo | URL) => {
    asked.push(String(url));
    return { ok: true, status: 200, headers: new Headers(), json: async () => ({ items: [], nextCursor: null }) } as Response;
  });
  await show(<InjuriesPage />, { at: '/?visit=true&open=false' });
  await waitFor(() => expect(asked).toHaveLength(2));
  const openOf = asked.map((url) => [new URL(url, 'https://doanket.test').pathname.split('/').at(-1), new URL(url, 'https://doanket.test').searchParams.get('open')]);
  expect(Object.fromEntries(openOf)).toEqual({ 'visit-tasks': 'true', 'work-injuries': 'false' });
  expect(asked.join()).not.toContain('visit=');
});
