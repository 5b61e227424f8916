import type { UnitOn } from '@doanket/directory';
import { confirmationRefused, isSamePaper, requireDayOfIssuer, requireLevel, requireRecorder } from './decision.rules';
import { endOfWeek, byUrgency } from './queue';

const unit = (state: UnitOn['state']): UnitOn => ({
  unitId: 'u', code: 'tay-ho', type: 'S_DISTRICT', level: 'S', name: 'Tây Hồ', state, bloc: null, territories: [], parentId: null, successorId: null,
  path: 'viet-nam.ha-noi.tay-ho', validFrom: '1995-01-01', validTo: null, decisionId: 'd',
});

describe('the day of a decision', () => {
  const on = (decidedOn: string, issuer: UnitOn | null) => () => requireDayOfIssuer(decidedOn, '2025-07-01', issuer);

  it('is today or earlier', () => {
    expect(on('2025-07-01', unit('ACTIVE'))).not.toThrow();
    expect(on('2025-07-02', unit('ACTIVE'))).toThrow('after today');
  });

  it.each<[UnitOn['state'], boolean]>([['PROVISIONAL', true], ['ACTIVE', true], ['PROPOSED', false], ['ENDED', false], ['MERGED', false], ['TRANSFERRED_OUT', false]])('lies within the life of the issuer: %s', (state, alive) => {
    const check = on('2025-06-30', unit(state));
    if (alive) expect(check).not.toThrow();
    else expect(check).toThrow('did not work');
  });

  it('does not lie before the founding', () => {
    expect(on('1990-01-01', null)).toThrow('did not work');
  });
});

it('levels that do not decide are refused', () => {
  expect(() => requireLevel('HOUSING_APPROVED', 'C', ['C'])).not.toThrow();
  expect(() => requireLevel('HOUSING_APPROVED', 'S', ['C'])).toThrow('level S');
});

it('a unit records its own papers, the one that goes on for it those of an ended one', () => {
  expect(() => requireRecorder('u', { unitId: 'u', code: 'tay-ho' })).not.toThrow();
  expect(() => requireRecorder('c', { unitId: 'u', code: 'tay-ho' })).toThrow('tay-ho');
});

it('a second person confirms, once', () => {
  const record = { state: 'RECORDED', paper: true, recordedByPersonId: 'clerk' };
  expect(confirmationRefused(record, 'chair')).toBeNull();
  expect(confirmationRefused(record, 'clerk')?.code).toBe('decision/own-record');
  expect(confirmationRefused(record, null)?.code).toBe('decision/own-record');
  expect(confirmationRefused({ ...record, state: 'CONFIRMED' }, 'chair')?.code).toBe('decision/not-open');
  expect(confirmationRefused({ ...record, paper: false }, 'chair')?.code).toBe('decision/not-open');
});

it('the same paper is the same in all that it says', () => {
  const paper = { kind: 'HOUSING', decidedOn: '2025-05-06', signerPostId: 'p', fileId: 'f', paper: false };
  expect(isSamePaper(paper, { ...paper })).toBe(true);
  for (const other of [{ kind: 'OTHER' }, { decidedOn: '2025-05-07' }, { signerPostId: 'q' }, { fileId: null }, { paper: true }]) expect(isSamePaper(paper, { ...paper, ...other })).toBe(false);
});

it('weeks end on Sunday', () => {
  expect(endOfWeek('2025-06-30')).toBe('2025-07-06');
  expect(endOfWeek('2025-07-05')).toBe('2025-07-06');
  expect(endOfWeek('2025-07-06')).toBe('2025-07-06');
});

it('the most urgent comes first', () => {
  const item = (id: string, dueOn: string | null, since: string) => ({ id, dueOn, since, reason: 'TO_DECIDE' as const, kind: 'K', title: 't', unitCode: 'u', unitName: 'n', overdue: false, path: '/' });
  const items = [item('none', null, '2025-01-01'), item('later', '2025-08-01', '2025-01-01'), item('old', '2025-07-01', '2025-01-01'), item('new', '2025-07-01', '2025-02-01')];
  expect(items.sort(byUrgency).map(({ id }) => id)).toEqual(['old', 'new', 'later', 'none']);
});
