import { partnerScopes } from './scope.rules';

it('offers what partners may hold, by name and by service and verb, and nothing else', () => {
  const rule = { holders: [], reach: 'SUBTREE' } as const;
  const scopes = partnerScopes({ 'reports.figure.read': { ...rule, realmRoles: ['partner'] }, 'membership.unit.decide': rule });
  expect([...scopes]).toEqual(['reports.figure.read', 'reports.read']);
});
