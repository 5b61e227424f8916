import { aMe, aPost } from '../../test/render';
import { holds } from './session';

it('shows what the post acted as may do and hides the rest', () => {
  const chair = aMe(aPost({ level: 'S', post: 'CHAIR' }));
  expect(holds(chair, 'campaigns.work.verify')).toBe(true);
  expect(holds(chair, 'campaigns.plaque.decide')).toBe(false);
  expect(holds(aMe(aPost({ level: 'G', post: 'INSPECTOR' })), 'campaigns.work.register')).toBe(false);
});

it('gives system pages to administrators, and their own petitions to everyone', () => {
  expect(holds({ ...aMe(null), roles: ['platform-admin'] }, 'platform.dead-letter.manage')).toBe(true);
  expect(holds(aMe(null), 'platform.dead-letter.manage')).toBe(false);
  expect(holds(aMe(null), 'campaigns.petition.raise')).toBe(true);
});
