import { WorkProfile } from '@doanket/contracts';
import { Member } from './member.entity';
import { AdmittedBeforeApplied, AppliedInFuture, MemberNotInStatus } from './member.errors';

const drafted = () => Member.drafted({ id: 'm', personId: 'p', unitId: 'u', profile: WorkProfile.parse({ directWorker: true }), consent: null });
const submitted = () => {
  const member = drafted();
  member.submit('2026-03-01', '2026-03-02');
  return member;
};

it('ORG-09: goes from draft over submitted and accepted to active', () => {
  const member = submitted();
  member.accept({ id: 'd', admittedOn: '2026-03-01' });
  expect(member.status).toBe('ACCEPTED');
  expect(member.activate('2026-03-02')).toMatchObject({ memberId: 'm', unitId: 'u', admittedOn: '2026-03-01', appliedOn: '2026-03-01', directWorker: true, decisionId: 'd' });
  expect(member.status).toBe('ACTIVE');
});

it('ORG-09: stays accepted until the day of admission has come', () => {
  const member = submitted();
  member.accept({ id: 'd', admittedOn: '2026-03-10' });
  expect(member.activate('2026-03-09')).toBeNull();
  expect(member.activate('2026-03-10')).toMatchObject({ admittedOn: '2026-03-10' });
});

it('ORG-09: admits nobody before the application, and on its day at the earliest', () => {
  expect(() => submitted().accept({ id: 'd', admittedOn: '2026-02-28' })).toThrow(AdmittedBeforeApplied);
  expect(() => submitted().accept({ id: 'd', admittedOn: '2026-03-01' })).not.toThrow();
});

it('ORG-09: takes no step out of order', () => {
  expect(() => drafted().accept({ id: 'd', admittedOn: '2026-03-01' })).toThrow(MemberNotInStatus);
  expect(() => submitted().submit('2026-03-01', '2026-03-02')).toThrow(MemberNotInStatus);
  const rejected = submitted();
  rejected.reject('Not at this employer');
  expect(rejected).toMatchObject({ status: 'REJECTED', rejectedBecause: 'Not at this employer' });
  expect(() => rejected.accept({ id: 'd', admittedOn: '2026-03-01' })).toThrow(MemberNotInStatus);
  expect(() => drafted().submit('2026-03-03', '2026-03-02')).toThrow(AppliedInFuture);
});

it('ORG-11: tells others of a changed class of a member, and of nothing else', () => {
  const member = submitted();
  expect(member.describe(WorkProfile.parse({ directWorker: false }), null)).toBeNull();
  member.accept({ id: 'd', admittedOn: '2026-03-01' });
  member.activate('2026-03-02');
  expect(member.describe(WorkProfile.parse({ directWorker: false, job: 'Thợ hàn' }), null)).toBeNull();
  expect(member.describe(WorkProfile.parse({ directWorker: true }), null)).toMatchObject({ memberId: 'm', directWorker: true, leader: null });
});
