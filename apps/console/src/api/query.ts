import type { AnswerOf, CallOf, RouteContract, ServiceName } from '@doanket/contracts';
import {
  keepPreviousData, QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { Attempt } from './attempt';
import { call, callFull, type SendOptions } from './call';
import { Problem, toProblem } from './problem';

/** The cache of all reading calls: shown at once, asked again in the background. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Without a line a call fails at once and says so; it does not wait in silence until the line is back.
        networkMode: 'always', staleTime: 15_000, gcTime: 10 * 60_000, refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && error instanceof Problem && error.worthTryingAgain && error.status !== 429,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

export const queryKey = (route: RouteContract, input: unknown = {}): readonly unknown[] => [route.service, route.name, input];

interface ReadOptions<Answer = unknown> {
  readonly enabled?: boolean; readonly refetchIntervalMs?: number; readonly keepPrevious?: boolean;
  /** Asked again every `refetchIntervalMs` only while this holds for the last answer. */
  readonly refetchWhile?: (answer: Answer) => boolean;
}

/** Reads a route through the cache. */
export function useRoute<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: ReadOptions<AnswerOf<R>> = {}) {
  const { refetchIntervalMs, refetchWhile } = options;
  return useQuery<AnswerOf<R>, Problem>({
    queryKey: queryKey(route, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
    enabled: options.enabled ?? true,
    ...(refetchIntervalMs === undefined ? {} : { refetchInterval: refetchWhile === undefined ? refetchIntervalMs : ({ state }) => (state.data !== undefined && refetchWhile(state.data) ? refetchIntervalMs : false) }),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** Reads a thing together with its version, for a change that must name it. */
export function useVersioned<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: ReadOptions = {}) {
  return useQuery({
    queryKey: [...queryKey(route, input), 'versioned'],
    queryFn: ({ signal }) => callFull(route, input, { signal }),
    enabled: options.enabled ?? true,
  });
}

export interface Page<Row> { readonly items: readonly Row[]; readonly nextCursor: string | null }

/** Reads page after page by cursor. `fetchPage` gets null for the first. */
export function usePages<Row>(key: readonly unknown[], fetchPage: (cursor: string | null, signal: AbortSignal) => Promise<Page<Row>>) {
  return useInfiniteQuery<Page<Row>, Problem, { pages: Page<Row>[] }, readonly unknown[], string | null>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData as never,
  });
}

interface SendHookOptions<R extends RouteContract> {
  readonly onDone?: (answer: AnswerOf<R>, input: CallOf<R>) => void;
  /** Services whose cached answers this write makes old; its own service always. */
  readonly touches?: readonly ServiceName[];
  /** The same content may be written again once the first is done (e.g. replaying a message). */
  readonly repeatable?: boolean;
}

/** Writes through a route: one key per attempt, so a double click or a second try after a lost line is one write. */
export function useSend<R extends RouteContract>(route: R, options: SendHookOptions<R> = {}) {
  const client = useQueryClient();
  const attempt = useRef<Attempt<AnswerOf<R>> | null>(null);
  attempt.current ??= new Attempt<AnswerOf<R>>();
  return useMutation<AnswerOf<R>, Problem, CallOf<R> & { ifMatch?: string }>({
    mutationFn: async ({ ifMatch, ...input }) => {
      const sent = (key: string): Promise<AnswerOf<R>> => {
        const how: SendOptions = { idempotencyKey: key, ...(ifMatch === undefined ? {} : { ifMatch }) };
        return call(route, input as unknown as CallOf<R>, how);
      };
      try {
        return await attempt.current!.run(contentOf(input), sent);
      } catch (error) {
        throw toProblem(error);
      }
    },
    onSuccess: (answer, input) => {
      if (options.repeatable === true) attempt.current?.reset();
      for (const service of new Set([route.service, ...(options.touches ?? [])])) void client.invalidateQueries({ queryKey: [service] });
      options.onDone?.(answer, input);
    },
  });
}

function contentOf(input: { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown }): string {
  const { body } = input;
  const text = body instanceof File ? `${body.name}:${body.size}:${body.lastModified}` : body;
  return JSON.stringify([input.params, input.query, text]);
}
