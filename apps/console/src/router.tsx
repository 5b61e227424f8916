import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, type AnyRoute, type RouterHistory } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { AREAS, PUBLIC_PAGES } from './areas';
import { loadWords } from './i18n';
import { readSearch, searchText } from './patterns/address/address';
import { FailedPage } from './shell/failed-page';
import { Guarded } from './shell/guarded';
import { NotFound } from './shell/not-found';
import { Inside } from './shell/inside';
import type { AreaPage } from './shell/areas';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: FailedPage });
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: () => <Inside areas={AREAS} /> });

/** The code of a page and the words of all pages, fetched side by side. */
async function withWords(page: AreaPage): Promise<{ default: ComponentType }> {
  const [Page] = await Promise.all([page.load(), loadWords()]);
  return { default: Page };
}

function routeOf(parent: AnyRoute, page: AreaPage): AnyRoute {
  const Page = lazyRouteComponent(() => withWords(page), 'default') as ComponentType;
  return createRoute({
    getParentRoute: () => parent,
    path: page.path,
    component: () => <Guarded needs={page.needs}><Page /></Guarded>,
    errorComponent: FailedPage,
  }) as AnyRoute;
}

function publicRouteOf(page: AreaPage): AnyRoute {
  return createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(() => withWords(page), 'default'), errorComponent: FailedPage }) as AnyRoute;
}

const tree = root.addChildren([
  ...PUBLIC_PAGES.map(publicRouteOf),
  inside.addChildren(AREAS.flatMap((area) => area.pages.map((page) => routeOf(inside, page)))),
]);

/** All pages of the console; only pages whose API exists are listed in the areas. */
export function newRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree, parseSearch: readSearch, stringifySearch: searchText, defaultNotFoundComponent: NotFound,
    ...(history === undefined ? {} : { history }),
  });
}
