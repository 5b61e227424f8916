import type { Appointment, Bloc, Body, Level, Post, UnitState, UnitType } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/** What never changes about a unit. */
export interface UnitRef { readonly unitId: string; readonly code: string; readonly type: UnitType; readonly level: Level }

/** A unit as it was on a day. */
export interface UnitOn extends UnitRef {
  readonly name: string;
  readonly state: UnitState;
  readonly bloc: Bloc | null;
  readonly territories: readonly string[];
  readonly parentId: string | null;
  readonly successorId: string | null;
  /** Codes from the root down, joined by points, in the tree of that day. */
  readonly path: string;
  /** First day of what is said here, and its last day or null. */
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly decisionId: string;
}

/** One person's holding of one post. */
export interface PostHeld {
  readonly postId: string;
  readonly unitId: string;
  readonly personId: string;
  readonly post: Post;
  readonly body: Body;
  readonly acting: boolean;
  readonly appointment: Appointment;
  readonly fullTime: boolean;
  /** The post whose rights it gives. */
  readonly authority: Post;
  readonly validFrom: Day;
  readonly validTo: Day | null;
}

/**
 * Both questions of a bitemporal table: as it was on `day`, as we knew it at `knownAt` (ISO 8601). Without `knownAt`, as
 * we know it now.
 */
export interface AsOf { readonly day: Day; readonly knownAt?: string | null }

/** How a unit is shown: its public code, and its name nearest to a day. */
export interface UnitLabel { readonly code: string; readonly name: string }

/** A unit named in a paper, as it was on the paper's day. */
export interface UnitThen { readonly code: string; readonly unitId: string; readonly bloc: Bloc | null }

/** Units that a list names: those found, and the codes nobody has. */
export interface FoundUnits<Unit> { readonly found: ReadonlyMap<string, Unit>; readonly unknown: readonly string[] }
