import { z } from 'zod';
import { defineEvent } from '../core/event';
import { Code, DayText, DecimalText, QualifierCode } from '../core/shapes';
import { IndicatorCode, ValueUnit } from './figures.http';

/** A submitted value was accepted, or its paper record confirmed: from now on it counts. A later one of the same scope replaces it. */
export const SubmissionAcceptedV1 = defineEvent({
  type: 'reports.submission-accepted.v1',
  topic: 'reports.submission',
  key: 'submissionId',
  summary: 'A submitted value of an indicator was accepted.',
  data: z.object({
    submissionId: z.uuid(), indicator: IndicatorCode, unitId: z.uuid(), from: DayText, to: DayText, submittedOn: DayText,
    roundCode: Code.nullable(), clusterCode: Code.nullable(), value: DecimalText, numerator: DecimalText.nullable(), denominator: DecimalText.nullable(),
    valueUnit: ValueUnit, qualifier: QualifierCode,
  }),
  example: {
    submissionId: '01920000-0000-7000-8000-000000000031', indicator: 'CBA_COVERAGE', unitId: '01920000-0000-7000-8000-000000000003', from: '2019-01-01', to: '2019-11-27',
    submittedOn: '2019-11-27', roundCode: null, clusterCode: 'ha-noi-2019-cum-2', value: '75.2', numerator: null, denominator: null, valueUnit: 'LEGACY_PERCENT', qualifier: 'EXACT',
  },
});
