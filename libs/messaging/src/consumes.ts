import 'reflect-metadata';
import type { EventContract, EventOf } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';

/** An older major of an event and how it becomes the newest one; handlers know the newest shape only. */
export interface Lift { readonly event: EventContract; readonly toNewest: (data: never) => unknown }

export interface ConsumesOptions {
  /** Order does not matter: later events of the key go on past a dead letter, and a gap is only counted. */
  readonly anyOrder?: boolean;
  /** Older majors that are still in the topics. */
  readonly lifts?: readonly Lift[];
}

/** What a consuming method gets: the event, and the transaction in which its effect and the inbox commit together. */
export type EventHandler<E extends EventContract = EventContract> = (event: EventOf<E>, tx: Tx) => Promise<void>;

/** What a batch method gets: events in the order of their partition, all handled or none. */
export type BatchHandler<E extends EventContract = EventContract> = (events: readonly EventOf<E>[], tx: Tx) => Promise<void>;

/** One consuming method, bound to its provider. */
export interface Handler {
  readonly event: EventContract;
  readonly anyOrder: boolean;
  readonly lifts: readonly Lift[];
  /** `Class.method`, for logs and metrics. */
  readonly name: string;
  /** It takes runs of events at once. */
  readonly batch: boolean;
  readonly handle: BatchHandler;
}

interface Declared { readonly method: string; readonly event: EventContract; readonly batch: boolean; readonly options: ConsumesOptions }
const CONSUMES = Symbol('doanket:consumes');

/**
 * Binds a method to an event: `onMemberAdmitted(event: EventOf<typeof MemberAdmittedV1>, tx: Tx): Promise<void>`. It runs
 * once per event, in order per key, in the transaction that also moves the inbox. It may be run again after a roll-back,
 * so it touches nothing but `tx`. What it throws is classified: style guide, section 7.
 */
export function Consumes<E extends EventContract>(event: E, options: ConsumesOptions = {}) {
  return <H extends EventHandler<E>>(target: object, method: string, _descriptor: TypedPropertyDescriptor<H>): void => {
    declare(target, { method, event, batch: false, options });
  };
}

/**
 * Binds a method to several events, which it gets in runs: `project(events: readonly EventOf<…>[], tx: Tx): Promise<void>`.
 * For projections that write set-based; `event.meta.type` tells the kinds apart. When a run fails it is tried again one by
 * one, so only the failing event becomes a dead letter.
 */
export function ConsumesMany<E extends EventContract>(events: readonly E[], options: ConsumesOptions = {}) {
  return <H extends BatchHandler<E>>(target: object, method: string, _descriptor: TypedPropertyDescriptor<H>): void => {
    for (const event of events) declare(target, { method, event, batch: true, options });
  };
}

function declare(target: object, declared: Declared): void {
  const known = (Reflect.getOwnMetadata(CONSUMES, target.constructor) ?? []) as readonly Declared[];
  Reflect.defineMetadata(CONSUMES, [...known, declared], target.constructor);
}

/** The consuming methods of a provider. Throws when it has none: it was listed by mistake. */
export function handlersOf(provider: object): Handler[] {
  const declared: Declared[] = [];
  for (let type = provider.constructor; typeof type === 'function' && type !== Function.prototype; type = Object.getPrototypeOf(type) as Function) {
    declared.push(...((Reflect.getOwnMetadata(CONSUMES, type) ?? []) as readonly Declared[]));
  }
  if (declared.length === 0) throw new Error(`${provider.constructor.name} consumes nothing: no method has @Consumes`);
  return declared.map(({ method, event, batch, options }) => ({
    event, batch,
    anyOrder: options.anyOrder ?? false,
    lifts: options.lifts ?? [],
    name: `${provider.constructor.name}.${method}`,
    handle: async (events, tx) => {
      const methods = provider as Record<string, (what: unknown, tx: Tx) => Promise<void>>;
      if (batch) await methods[method]!(events, tx);
      else for (const one of events) await methods[method]!(one, tx);
    },
  }));
}
