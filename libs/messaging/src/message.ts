import type { EventContract, EventMeta } from '@doanket/contracts';
import type { Handler } from './consumes';
import { PAYLOAD_CAP_BYTES, readHeaders, type ReadHeaders, type WireMessage } from './envelope';

/** Why a message cannot be handed to a handler. */
export type BadReason = 'ENVELOPE' | 'EMPTY' | 'TOO_LARGE' | 'BAD_JSON' | 'WRONG_SCHEMA' | 'UNKNOWN_MAJOR';

/** What is to be done with a message, before its version is looked at. */
export type Content =
  | { readonly kind: 'EVENT'; readonly meta: EventMeta; readonly data: unknown; readonly handlers: readonly Handler[] }
  /** A type this consumer does not list: only the mark moves. */
  | { readonly kind: 'SKIP' }
  | { readonly kind: 'BAD'; readonly reason: BadReason; readonly text: string };

/** The aggregate and version a message speaks of; null where the envelope does not say. */
export interface AggregateVersion { readonly type: string; readonly id: string; readonly version: number }

/** A message read once: its wire form, its place among the events of its aggregate, and its content. */
export interface Incoming {
  readonly wire: WireMessage;
  /** What keeps order: the message key. Null has no order. */
  readonly key: string | null;
  readonly head: ReadHeaders;
  readonly aggregate: AggregateVersion | null;
  readonly content: Content;
  /** No handler of it (of its topic, where it has none) depends on order. */
  readonly anyOrder: boolean;
}

interface Route { readonly contract: EventContract; readonly handlers: Handler[]; readonly lift?: (data: never) => unknown }

/** Knows which events a consumer lists, and reads messages accordingly: leniently, unknown fields are ignored. */
export class MessageReader {
  private readonly routes = new Map<string, Route>();
  private readonly families = new Set<string>();

  constructor(handlers: readonly Handler[]) {
    for (const handler of handlers) {
      this.add({ contract: handler.event, handlers: [handler] });
      for (const lift of handler.lifts.filter(({ event }) => familyOf(event.type) === familyOf(handler.event.type))) this.add({ contract: lift.event, handlers: [handler], lift: lift.toNewest });
    }
  }

  /** The topics of the listed events. */
  topics(): string[] {
    return [...new Set([...this.routes.values()].map((route) => route.contract.topic))].sort();
  }

  read(wire: WireMessage): Incoming {
    const head = readHeaders(wire);
    const { aggregateType, aggregateId, aggregateVersion } = head;
    const content = this.safeContentOf(wire, head);
    return {
      wire, head, content,
      key: wire.key === null ? null : storableKey(wire.key),
      aggregate: aggregateType === null || aggregateId === null || aggregateVersion === null ? null
        : { type: aggregateType, id: aggregateId, version: aggregateVersion },
      anyOrder: (content.kind === 'EVENT' ? content.handlers : this.handlersOf(wire.topic)).every((handler) => handler.anyOrder),
    };
  }

  private handlersOf(topic: string): Handler[] {
    return [...this.routes.values()].filter((route) => route.contract.topic === topic).flatMap((route) => route.handlers);
  }

  /** Whatever the content holds, reading it never throws: that would end consumption. */
  private safeContentOf(wire: WireMessage, head: ReadHeaders): Content {
    try {
      return this.contentOf(wire, head);
    } catch (error) {
      return bad('WRONG_SCHEMA', String(error));
    }
  }

  private contentOf(wire: WireMessage, head: ReadHeaders): Content {
    if (head.type === null) return bad('ENVELOPE', head.fault ?? 'no envelope');
    const route = this.routes.get(head.type);
    if (route === undefined) {
      return this.families.has(familyOf(head.type)) ? bad('UNKNOWN_MAJOR', `${head.type} is not understood`) : { kind: 'SKIP' };
    }
    if (head.meta === null) return bad('ENVELOPE', head.fault ?? 'incomplete envelope');
    if (wire.value === null) return bad('EMPTY', 'the message has no value');
    if (wire.value.length > PAYLOAD_CAP_BYTES) return bad('TOO_LARGE', `${wire.value.length} bytes; the cap is ${PAYLOAD_CAP_BYTES}`);
    let json: unknown;
    try {
      json = JSON.parse(wire.value.toString('utf8'));
    } catch (error) {
      return bad('BAD_JSON', (error as Error).message);
    }
    const parsed = route.contract.data.safeParse(json);
    if (!parsed.success) {
      return bad('WRONG_SCHEMA', parsed.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`).join('; '));
    }
    const data = route.lift === undefined ? parsed.data : route.lift(parsed.data as never);
    return { kind: 'EVENT', meta: head.meta, data, handlers: route.handlers };
  }

  private add(route: Route): void {
    const type = route.contract.type;
    this.families.add(familyOf(type));
    const known = this.routes.get(type);
    if (known === undefined) this.routes.set(type, route);
    else if (known.contract !== route.contract || (known.lift === undefined) !== (route.lift === undefined)) throw new Error(`Two readings of ${type} in one consumer`);
    else known.handlers.push(...route.handlers);
  }
}

/** `membership.member-admitted.v2` belongs to `membership.member-admitted`. */
function familyOf(type: string): string {
  return type.replace(/\.v\d+$/, '');
}

function bad(reason: BadReason, text: string): Content {
  return { kind: 'BAD', reason, text: text.replaceAll('\u0000', '').slice(0, 2_000) };
}

const MAX_KEY = 500;

/** The key as PostgreSQL can store it; bytes that are no plain text keep their own lane as base64. */
function storableKey(key: Buffer): string {
  const text = key.toString('utf8');
  const plain = text.length <= MAX_KEY && !text.includes('\u0000') && !text.includes('\uFFFD');
  return plain ? text : `base64:${key.toString('base64').slice(0, MAX_KEY)}`;
}
