import { z } from 'zod';
import { defineRoute } from '../core/route';
import { IdParam } from '../core/shapes';

export const REBUILD_STATES = ['RUNNING', 'SWITCHED', 'FAILED'] as const;

/**
 * A rebuild of the read model beside the running one: tables of their own, filled from the start of the topics, compared by
 * checksum at equal offsets, then switched in one transaction.
 */
export const RebuildView = z.object({
  id: z.uuid(), generation: z.number().int(), state: z.enum(REBUILD_STATES), startedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable(),
  eventsBehind: z.number().int().nullable(), checksumBefore: z.string().nullable(), checksumAfter: z.string().nullable(), equal: z.boolean().nullable(), failure: z.string().nullable(),
});
export type RebuildView = z.infer<typeof RebuildView>;

export const startRebuild = defineRoute({
  service: 'reports', name: 'startRebuild', method: 'POST', path: '/rebuilds', access: 'reports.projection.rebuild', status: 202,
  summary: 'Starts a rebuild of the read model from the topics while it stays in use.',
  /** `demandEqual` false switches even to a model that differs: for repairing one that is wrong. */
  body: z.strictObject({ demandEqual: z.boolean().default(true) }), answer: RebuildView,
});

export const getRebuild = defineRoute({
  service: 'reports', name: 'getRebuild', method: 'GET', path: '/rebuilds/:id', access: 'reports.projection.rebuild',
  summary: 'State of a rebuild.', params: IdParam, answer: RebuildView,
});

export const getChecksum = defineRoute({
  service: 'reports', name: 'getChecksum', method: 'GET', path: '/checksum', access: 'reports.projection.rebuild',
  summary: 'Checksum over the read model in use.', answer: z.object({ generation: z.number().int(), checksum: z.string(), records: z.number().int() }),
});
