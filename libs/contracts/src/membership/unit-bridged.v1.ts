import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code } from '../core/shapes';

/** It was decided which wards and communes came out of an ended unit; `removed`: of those an earlier decision named. Source: handbook RPT-06. */
export const UnitBridgedV1 = defineEvent({
  type: 'membership.unit-bridged.v1',
  topic: 'membership.unit-bridge',
  key: 'unitId',
  summary: 'Figures before and after the end of a unit can be compared.',
  data: z.object({ unitId: z.uuid(), bridgedOn: z.iso.date(), territories: z.array(z.object({ code: Code, name: z.string() })), removed: z.array(Code) }),
  example: { unitId: '01920000-0000-7000-8000-000000000003', bridgedOn: '2025-10-02', territories: [{ code: 'ward-tay-ho', name: 'Phường Tây Hồ' }], removed: [] },
});
