import type { AnswerOf, CallOf, RouteContract } from '@doanket/contracts';
import { call } from '../../api/call';
import type { Page } from '../../api/query';
import type { FilterValues, ListSource } from './list-types';

type RowOf<R extends RouteContract> = AnswerOf<R> extends { items: readonly (infer Row)[] } ? Row : never;

/** A list fed by one route with keyset pages: filters go into its query under their own names. */
export function routeSource<R extends RouteContract>(route: R, fixed: CallOf<R> = {}, extra: Readonly<Record<string, string | number>> = {}): ListSource<RowOf<R>> {
  return {
    key: [route.service, route.name, fixed, extra],
    behind: { route, fixed: textsOf({ ...extra, ...(fixed.query as object | undefined), ...(fixed.params as object | undefined) }) },
    fetchPage: async (values: FilterValues, cursor, signal) => {
      const query = { limit: 50, ...extra, ...(fixed.query as object | undefined), ...values, ...(cursor === null ? {} : { cursor }) };
      const input = { ...(fixed.params === undefined ? {} : { params: fixed.params }), query } as CallOf<R>;
      return (await call(route, input, { signal })) as unknown as Page<RowOf<R>> & { total?: number };
    },
  };
}

/** What does not change with the filters, as text; pages have no size in a file. */
function textsOf(values: Readonly<Record<string, unknown>>): FilterValues {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name === 'limit' || value === undefined || value === null || value === '' ? [] : [[name, String(value)]])));
}
