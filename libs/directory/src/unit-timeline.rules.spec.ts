import { changeFrom, segmentOn, type UnitSegment } from './unit-timeline.rules';

const first: UnitSegment = {
  name: 'A', parentId: 'p', state: 'ACTIVE', successorId: null, bloc: null, territories: [], decisionId: 'd0', from: '2015-01-01', until: null,
};
const short = (timeline: readonly UnitSegment[]) => timeline.map((s) => [s.from, s.until, s.name, s.parentId, s.state].join(' '));

it('cuts the timeline on the first day of a change', () => {
  expect(short(changeFrom([first], '2020-01-01', { name: 'B' }, 'd1'))).toEqual([
    '2015-01-01 2020-01-01 A p ACTIVE', '2020-01-01  B p ACTIVE',
  ]);
});

it('lets a change recorded late run through later changes of other facts', () => {
  const moved = changeFrom([first], '2022-01-01', { parentId: 'q' }, 'd1');
  expect(short(changeFrom(moved, '2020-01-01', { name: 'B' }, 'd2'))).toEqual([
    '2015-01-01 2020-01-01 A p ACTIVE', '2020-01-01 2022-01-01 B p ACTIVE', '2022-01-01  B q ACTIVE',
  ]);
});

it('stops a change recorded late at the next change of the same fact', () => {
  const renamed = changeFrom([first], '2022-01-01', { name: 'C' }, 'd1');
  expect(short(changeFrom(renamed, '2020-01-01', { name: 'B' }, 'd2'))).toEqual([
    '2015-01-01 2020-01-01 A p ACTIVE', '2020-01-01 2022-01-01 B p ACTIVE', '2022-01-01  C p ACTIVE',
  ]);
});

it('leaves no empty piece when the change falls on the first day of a segment', () => {
  expect(short(changeFrom([first], '2015-01-01', { name: 'B' }, 'd1'))).toEqual(['2015-01-01  B p ACTIVE']);
});

it('refuses a day before the unit existed', () => {
  expect(() => changeFrom([first], '2014-12-31', { name: 'B' }, 'd1')).toThrow(RangeError);
});

it('names the decision of each piece', () => {
  const ended = changeFrom([first], '2025-07-01', { state: 'ENDED', successorId: null }, 'd1');
  expect(segmentOn(ended, '2025-06-30')).toMatchObject({ state: 'ACTIVE', decisionId: 'd0' });
  expect(segmentOn(ended, '2025-07-01')).toMatchObject({ state: 'ENDED', decisionId: 'd1' });
  expect(segmentOn(ended, '2014-12-31')).toBeNull();
});
