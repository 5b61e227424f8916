import { AccessControl, actorOf, type HeldPost, type Principal } from '../src';

const access = new AccessControl();
const post = (level: HeldPost['level'], held: HeldPost['post'], unitPath: string): HeldPost => ({
  postId: 'post', post: held, body: 'STANDING_COMMITTEE', unitId: 'unit', unitCode: 'code', unitPath, level, validFrom: '2020-01-01', validTo: null,
});
const principal = (over: Partial<Principal> = {}): Principal => ({
  subject: 's', kind: 'PERSON', realmRoles: ['person'], scopes: [], clientId: 'gateway', personId: 'p', posts: [], post: null, partner: null, ...over,
});
const partner = { unitId: 'unit', unitPath: 'viet-nam.ha-noi', scopes: [] };

it('follows levels and posts of the post acted as, and nothing else', () => {
  expect(access.holds(principal({ post: post('C', 'INSPECTOR', 'viet-nam.ha-noi') }), 'platform.audit.read')).toBe(true);
  expect(access.holds(principal({ post: post('C', 'OFFICER', 'viet-nam.ha-noi') }), 'platform.audit.read')).toBe(false);
  expect(access.holds(principal({ post: post('S', 'CHAIR', 'viet-nam.ha-noi.tay-ho') }), 'platform.audit.read')).toBe(false);
  expect(access.holds(principal({ posts: [post('C', 'CHAIR', 'viet-nam.ha-noi')] }), 'platform.audit.read')).toBe(false);
});

it('knows the coarse roles of the realm', () => {
  expect(access.holds(principal({ kind: 'ADMIN', realmRoles: ['platform-admin'] }), 'platform.dead-letter.manage')).toBe(true);
  expect(access.holds(principal(), 'platform.dead-letter.manage')).toBe(false);
  expect(access.holds(principal({ kind: 'PARTNER', partner, scopes: ['platform.dead-letter.manage'] }), 'platform.dead-letter.manage')).toBe(false);
});

it('refuses a permission that is not in the list', () => {
  expect(() => access.holds(principal(), 'no.such.thing' as never)).toThrow('Unknown permission');
});

it('scopes a call to the subtree acted for, and to everything at the root', () => {
  expect(access.scopeOf(principal({ post: post('C', 'CHAIR', 'viet-nam.ha-noi') }), null)).toEqual({ kind: 'units', paths: ['viet-nam.ha-noi'] });
  expect(access.scopeOf(principal({ post: post('N', 'CHAIR', 'viet-nam') }), null)).toEqual({ kind: 'whole' });
  expect(access.scopeOf(principal({ kind: 'PARTNER', partner }), null)).toEqual({ kind: 'units', paths: ['viet-nam.ha-noi'] });
  expect(access.scopeOf(principal(), null)).toEqual({ kind: 'none' });
  expect(access.scopeOf(principal({ kind: 'ADMIN', realmRoles: ['platform-admin'] }), null)).toEqual({ kind: 'none' });
  expect(access.scopeOf(principal({ kind: 'ADMIN', realmRoles: ['platform-admin'] }), 'platform.audit.read')).toEqual({ kind: 'whole' });
});

it('names who acts without a name', () => {
  expect(actorOf(principal({ post: post('C', 'CHAIR', 'x') })).label).toBe('person:p;post:post');
  expect(actorOf(principal({ personId: null })).label).toBe('account:s');
  expect(actorOf(principal({ kind: 'PARTNER', partner, clientId: 'partner-x' }))).toMatchObject({ label: 'partner:partner-x', unitId: 'unit' });
});
