import { PostSource, type HeldPost, type Holdings } from '@doanket/auth';
import { DIRECTORY_TOPIC } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { statement, Transactions } from '@doanket/persistence';

/** How long holdings may be kept in memory. Source: engineering handbook 6.1. */
const CACHE_MS = 1_000;
const CACHE_SIZE = 5_000;

/** A change of the post, of its unit, or of a decision that keeps a change of the unit back, lies unhandled: what we know may be wrong. */
const IN_DOUBT = `exists (
  select from dead_letter d
  where d.topic = '${DIRECTORY_TOPIC}' and d.state = 'OPEN' and d.archived_at is null
    and (d.message_key in (p.id::text, p.unit_id::text)
      or d.message_key in (select s.decision_id::text from directory_stage s where s.data->>'unitId' = p.unit_id::text)))`;

/** Asked once a second of everyone at work. `$1` subject, `$2` today. */
const HOLDINGS = statement<Omit<HeldPost, 'postId' | 'unitPath'> & { readonly personId: string; readonly postId: string | null; readonly unitPath: string | null }>('directory.holdings', `
  select a.person_id as "personId", p.id as "postId", p.authority as post, p.body, p.unit_id as "unitId", u.code as "unitCode",
         s.path::text as "unitPath", u.level, lower(p.valid)::text as "validFrom", (upper(p.valid) - 1)::text as "validTo"
  from directory_account a
  left join directory_post p on p.person_id = a.person_id and p.valid @> $2::date and upper_inf(p.recorded) and not ${IN_DOUBT}
  left join directory_unit u on u.id = p.unit_id
  left join directory_scope s on s.unit_id = p.unit_id
  where a.subject = $1
  order by lower(p.valid), p.id`);

/**
 * Who holds which posts now, read from the service's own directory. Rights follow the post: an end that has come in takes
 * them away with the next second, a planned end takes them away at midnight by the clock. A post gives no rights while a
 * change that concerns it is a dead letter (engineering handbook 2.3).
 */
export class DirectoryPostSource extends PostSource {
  private readonly cache = new Map<string, { readonly until: number; readonly holdings: Promise<Holdings> }>();

  constructor(private readonly transactions: Transactions, private readonly clock: Clock) {
    super();
  }

  override holdingsOf(subject: string): Promise<Holdings> {
    const now = performance.now();
    const cached = this.cache.get(subject);
    if (cached !== undefined && cached.until > now) return cached.holdings;
    const holdings = this.read(subject);
    holdings.catch(() => this.cache.delete(subject));
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(subject, { until: now + CACHE_MS, holdings });
    return holdings;
  }

  /** Forgets what was read; for the source itself, which knows when a post changes, and for tests. */
  forget(): void {
    this.cache.clear();
  }

  private async read(subject: string): Promise<Holdings> {
    const rows = await this.transactions.askWhole(HOLDINGS, [subject, this.clock.today()]);
    return {
      personId: rows[0]?.personId ?? null,
      posts: rows.flatMap((row) => (row.postId === null || row.unitPath === null ? [] : [toHeldPost({ ...row, postId: row.postId, unitPath: row.unitPath })])),
    };
  }
}

function toHeldPost(row: HeldPost): HeldPost {
  return {
    postId: row.postId, post: row.post, body: row.body, unitId: row.unitId, unitCode: row.unitCode, unitPath: row.unitPath,
    level: row.level, validFrom: row.validFrom, validTo: row.validTo,
  };
}
