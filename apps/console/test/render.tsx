import type { Me } from '@doanket/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { actingPost, holds, type MyPost } from '../src/api/session';
import { i18n } from '../src/i18n';
import { readSearch, searchText } from '../src/patterns/address/address';
import { JobsProvider } from '../src/patterns/job/jobs';
import { ToastProvider } from '../src/patterns/toast';
import { SessionValue } from '../src/shell/session';

export const aPost = (part: Partial<MyPost> = {}): MyPost => ({
  postId: '0196f7c0-0000-7000-8000-000000000001', post: 'CHAIR', authority: part.post ?? 'CHAIR', body: 'EXECUTIVE_COMMITTEE', unitId: '0196f7c0-0000-7000-8000-000000000002', unitCode: 'tay-ho', unitName: 'LĐLĐ quận Tây Hồ', level: 'S', validFrom: '2023-01-01', validTo: null, ...part,
});

export const aMe = (post: MyPost | null = aPost()): Me => ({
  person: { id: '0196f7c0-0000-7000-8000-000000000003', fullName: 'Trần Văn Bình' }, username: 'binh', roles: ['person'], posts: post === null ? [] : [post], actingPostId: post?.postId ?? null, csrfToken: 'csrf',
  signedInAt: '2026-01-01T00:00:00Z', endsAt: '2026-01-01T10:00:00Z',
});

/** Renders a part of the console at an address, with session, cache, router and jobs around it. */
export async function show(ui: ReactNode, { at = '/', me = aMe() }: { at?: string; me?: Me } = {}) {
  const root = createRootRoute({ component: Outlet });
  const any = createRoute({ getParentRoute: () => root, path: '$', component: () => <>{ui}</> });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({ routeTree: root.addChildren([any]), history, parseSearch: readSearch, stringifySearch: searchText });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = { me, post: actingPost(me), may: (permission: Parameters<typeof holds>[1]) => holds(me, permission), actAs: jest.fn(), signOut: jest.fn() };
  await router.load();
  const view = render(
    <I18nextProvider i18n={i18n}><QueryClientProvider client={client}><SessionValue value={session}><ToastProvider><JobsProvider><RouterProvider router={router} /></JobsProvider></ToastProvider></SessionValue></QueryClientProvider></I18nextProvider>,
  );
  return { ...view, history, client };
}
