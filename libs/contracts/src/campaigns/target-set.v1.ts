import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, DecimalText, Level } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import { IndicatorCode, ValueUnit } from '../reports/figures.http';
import { Comparator, DomainCode } from './emulation.shapes';

/** A plan, round or movement carries a target (CMP-07). Exactly one of the three codes is given. */
export const TargetSetV1 = defineEvent({
  type: 'campaigns.target-set.v1',
  topic: 'campaigns.target',
  key: 'targetId',
  summary: 'A measurable target was set.',
  data: z.object({
    targetId: z.uuid(),
    code: DomainCode,
    unitId: z.uuid(),
    level: Level,
    planCode: Code.nullable(),
    roundCode: Code.nullable(),
    movementCode: Code.nullable(),
    numeratorIndicator: IndicatorCode,
    denominatorIndicator: IndicatorCode.nullable(),
    comparator: Comparator,
    /** In `valueUnit`: 20 with PERCENT is 20%. */
    threshold: DecimalText,
    valueUnit: ValueUnit,
    /** Level whose units are measured. */
    calculatedAt: Level,
    distinctPersons: z.boolean(),
    blocs: z.array(Bloc),
    setOn: DayText,
    dueOn: DayText.nullable(),
    /** The programme in which initiatives must be entered to count (INI-06); targets set before it was asked have none. */
    programmeCode: DomainCode.nullable().optional(),
  }),
  example: {
    targetId: '01920000-0000-7000-8000-000000000104', code: 'INITIATIVE_SHARE', unitId: '01920000-0000-7000-8000-000000000120', level: 'S',
    planCode: null, roundCode: null, movementCode: 'tay-ho-2023', numeratorIndicator: 'INI_STAFF_SHARE', denominatorIndicator: null,
    comparator: 'AT_LEAST', threshold: '20', valueUnit: 'PERCENT', calculatedAt: 'G', distinctPersons: true,
    blocs: ['ADMINISTRATIVE', 'PUBLIC_SERVICE'], setOn: '2023-01-25', dueOn: '2023-12-31', programmeCode: null,
  },
});
