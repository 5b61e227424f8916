import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Which rows the work of this call may touch. `paths` are ltree paths of units (the acting unit, or the units a person's
 * rights reach). `whole` is for the root of the tree, consumers, pollers and jobs. `none` sees only public and own rows.
 */
export type Scope =
  | { readonly kind: 'none' }
  | { readonly kind: 'units'; readonly paths: readonly string[] }
  | { readonly kind: 'whole' };

/** Who acts: a person through a post, a partner, or a service on its own. */
export interface Actor {
  readonly subject: string | null;
  readonly personId: string | null;
  readonly postId: string | null;
  readonly unitId: string | null;
  /** `person:<id>;post:<id>`, `partner:<client>` or `system:<service>`: what audit and events keep. */
  readonly label: string;
}

/** What travels with a call through HTTP, Kafka and the database. */
export interface CallContext {
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  actor: Actor;
  scope: Scope;
}

const storage = new AsyncLocalStorage<CallContext>();

/** Runs `work` with this context. */
export function withCallContext<T>(context: CallContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the current call, or null outside of one. */
export function currentCall(): CallContext | null {
  return storage.getStore() ?? null;
}

/** The context of a service that acts on its own: relay, poller, job, consumer. */
export function systemCall(service: string, correlationId: string): CallContext {
  return {
    correlationId, causationId: null, traceparent: null,
    actor: { subject: null, personId: null, postId: null, unitId: null, label: `system:${service}` },
    scope: { kind: 'whole' },
  };
}
