import { PETITION_STATES } from '@doanket/contracts';
import { isOpen, isOverdue } from './petition.rules';

describe('DLG-04: following a petition', () => {
  it('DLG-04: only ANSWERED, DIRECTED and RESOLVED do not block a summary', () => {
    expect(PETITION_STATES.filter((state) => !isOpen(state))).toEqual(['ANSWERED', 'DIRECTED', 'RESOLVED']);
  });

  it.each([['2023-06-01', false], ['2023-05-31', true], [null, false]])('DLG-04: due %s on 1/6/2023 is overdue: %s', (dueOn, overdue) => {
    expect(isOverdue({ state: 'ASSIGNED', dueOn }, '2023-06-01')).toBe(overdue);
  });

  it('DLG-04: an answered petition is never overdue', () => {
    expect(isOverdue({ state: 'ANSWERED', dueOn: '2023-01-01' }, '2023-06-01')).toBe(false);
  });
});
