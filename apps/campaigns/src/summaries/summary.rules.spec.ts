import { ROUND_INDICATORS } from '@doanket/contracts';
import { recordsUrl, valueUnitOf } from './summary.rules';

describe('CMP-17: figures of a summary', () => {
  it('CMP-17: every figure links to its records', () => {
    for (const indicator of ROUND_INDICATORS) expect(recordsUrl(indicator, 'ha-noi-2023-dot-1')).toMatch(/^\/api\/campaigns\/[a-z]+\?round=ha-noi-2023-dot-1($|&[a-z])/i);
    expect(recordsUrl('PETITION_DIRECT', 'x')).toContain('channel=DIRECT');
    expect(recordsUrl('WORK_S', 'x')).toContain('level=S');
  });

  it.each([['CONTEST_MONEY', 'VND'], ['CONTEST_WINNER', 'PERSON'], ['GOODWORKER_CITY', 'PERSON'], ['WORK_G', 'COUNT'], ['TYPICAL_COL', 'COUNT']] as const)('CMP-17: %s is counted in %s', (indicator, unit) => {
    expect(valueUnitOf(indicator)).toBe(unit);
  });
});
