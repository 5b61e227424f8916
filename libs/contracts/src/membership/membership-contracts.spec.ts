import { authorityOf, membershipEvents, membershipRoutes } from './index';

it.each(membershipEvents.map((event) => [event.type, event] as const))('%s: its example is valid and has nothing unknown', (_type, event) => {
  expect(event.data.strict().parse(event.example)).toEqual(event.example);
});

it('names each route once, and each path once per method', () => {
  const names = membershipRoutes.map((route) => route.name);
  const doors = membershipRoutes.map((route) => `${route.method} ${route.path}`);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(doors).size).toBe(doors.length);
});

it('ORG-07: gives an acting head the rights of a head, and the head of a side committee none of them', () => {
  expect(authorityOf({ post: 'STANDING_VICE_CHAIR', body: 'STANDING_COMMITTEE', acting: true })).toBe('ACTING_HEAD');
  expect(authorityOf({ post: 'CHAIR', body: 'EXECUTIVE_COMMITTEE', acting: false })).toBe('CHAIR');
  expect(authorityOf({ post: 'CHAIR', body: 'WOMENS_COMMITTEE', acting: false })).toBe('OFFICER');
  expect(authorityOf({ post: 'CHAIR', body: 'INSPECTION_COMMITTEE', acting: false })).toBe('INSPECTOR');
});
