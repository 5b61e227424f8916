import { clusterFault, committedOn } from './cluster.rules';

const members = ['thanh-xuan', 'tay-ho', 'nam-tu-liem', 'bac-tu-liem', 'cau-giay', 'ha-dong'];
const cluster = { members, head: 'bac-tu-liem', deputy: 'thanh-xuan', size: 6 };

describe('CMP-10: an emulation cluster', () => {
  it('CMP-10: cluster 2 of 2019 holds', () => expect(clusterFault(cluster)).toBeNull());
  it('CMP-10: a seventh member is refused', () => expect(clusterFault({ ...cluster, members: [...members, 'dong-da'] })).toBe('TOO_MANY_MEMBERS'));
  it('CMP-10: a head outside is refused', () => expect(clusterFault({ ...cluster, head: 'dong-da' })).toBe('HEAD_OUTSIDE'));
  it('CMP-10: a deputy outside is refused', () => expect(clusterFault({ ...cluster, deputy: 'dong-da' })).toBe('DEPUTY_OUTSIDE'));
  it('CMP-10: one unit is not both', () => expect(clusterFault({ ...cluster, deputy: 'bac-tu-liem' })).toBe('HEAD_IS_DEPUTY'));
  it('CMP-10: nobody is a member twice', () => expect(clusterFault({ ...cluster, members: [...members.slice(1), 'tay-ho'] })).toBe('MEMBER_TWICE'));
});

describe('CMP-11: the commitment', () => {
  const days = ['2019-03-14', '2019-03-14', '2019-03-15', '2019-03-14', '2019-03-20'];
  it('CMP-11: five of six signatures leave it formed', () => expect(committedOn(6, days)).toBeNull());
  it('CMP-11: the sixth commits it, on the day of the last', () => expect(committedOn(6, [...days, '2019-03-18'])).toBe('2019-03-20'));
});
