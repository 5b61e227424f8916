import { bodyHas, leadsActing } from './post.rules';

it('ORG-07: knows the posts of each body', () => {
  expect(bodyHas('STANDING_COMMITTEE', 'STANDING_VICE_CHAIR')).toBe(true);
  expect(bodyHas('INSPECTION_COMMITTEE', 'INSPECTOR')).toBe(true);
  expect(bodyHas('INSPECTION_COMMITTEE', 'STANDING_VICE_CHAIR')).toBe(false);
  expect(bodyHas('OFFICE', 'CHAIR')).toBe(false);
});

it('ORG-07: a deputy may lead while the chair is vacant, a chair or an officer may not act', () => {
  expect(leadsActing('STANDING_VICE_CHAIR', true)).toBe(true);
  expect(leadsActing('STANDING_VICE_CHAIR', false)).toBe(false);
  expect(leadsActing('ACTING_HEAD', false)).toBe(true);
  expect(leadsActing('CHAIR', true)).toBe('NOT_A_DEPUTY');
  expect(leadsActing('OFFICER', true)).toBe('NOT_A_DEPUTY');
});
