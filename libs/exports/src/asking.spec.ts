import { AccessControl, type HeldPost, type Holdings, PermissionMissing, PostSource, type Principal } from '@doanket/auth';
import { currentCall, systemCall, withCallContext } from '@doanket/persistence';
import { Asking, ExportFailed, failureOf } from './asking';
import { ExportJob } from './export-job.entity';
import { ExportNotFound } from './exports.errors';

const post: HeldPost = { postId: 'p1', post: 'OFFICER', body: 'OFFICE', unitId: 'u1', unitCode: 'tay-ho', unitPath: 'n.c.s', level: 'S', validFrom: '2020-01-01', validTo: null };
class Posts extends PostSource {
  holdings: Holdings = { personId: 'me', posts: [post] };
  override holdingsOf(): Promise<Holdings> {
    return Promise.resolve(this.holdings);
  }
}
const job = Object.assign(new ExportJob(), { actor: { subject: 's', personId: 'me', postId: 'p1', unitId: 'u1', label: '' } });
const READ = { permission: 'campaigns.emulation.read' } as const;
const posts = new Posts();
const asking = new Asking(posts, new AccessControl());
const as = <T>(work: (principal: Principal) => Promise<T>, list: Parameters<Asking['as']>[1] = READ): Promise<T> => withCallContext(systemCall('campaigns', 'c'), () => asking.as(job, list, work));
const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, failureOf);

beforeEach(() => {
  posts.holdings = { personId: 'me', posts: [post] };
});

it('works as the post that asked, in its subtree, with nothing of a realm role', async () => {
  await as((principal) => {
    expect(principal).toMatchObject({ personId: 'me', post, realmRoles: [], kind: 'PERSON' });
    expect(currentCall()).toMatchObject({ scope: { kind: 'units', paths: ['n.c.s'] }, actor: { personId: 'me', postId: 'p1', unitId: 'u1' } });
    return Promise.resolve();
  });
});

it('ends with POST_GONE where the post is held no more, whatever other posts there are, or where the account is another person', async () => {
  const never = jest.fn();
  posts.holdings = { personId: 'me', posts: [{ ...post, postId: 'p2', unitPath: 'n' }] };
  expect(await failure(as(never))).toBe('POST_GONE');
  posts.holdings = { personId: 'other', posts: [post] };
  expect(await failure(as(never))).toBe('POST_GONE');
  expect(never).not.toHaveBeenCalled();
});

it('ends with RIGHT_LOST where the post gives the list no more', async () => {
  const never = jest.fn();
  expect(await failure(as(never, { permission: 'membership.partner.open' }))).toBe('RIGHT_LOST');
  expect(never).not.toHaveBeenCalled();
  expect(await failure(as(() => Promise.resolve(), { permission: null }))).toBeNull();
});

it('asks for the permission of the post alone when it is asked', () => {
  const admin = { subject: 's', kind: 'ADMIN', realmRoles: ['platform-admin'], scopes: [], clientId: 'x', personId: 'me', posts: [post], post, partner: null } satisfies Principal;
  expect(() => asking.require(admin, 'campaigns.emulation.read')).not.toThrow();
  expect(() => asking.require(admin, 'membership.partner.open')).toThrow(PermissionMissing);
});

it('names what the list refuses, and what broke', () => {
  expect(failureOf(new ExportFailed('LIST_TOO_LONG'))).toBe('LIST_TOO_LONG');
  expect(failureOf(new ExportNotFound())).toBe('LIST_REFUSED');
  expect(failureOf(new TypeError('x'))).toBe('BROKEN');
});
