import { endOfDay } from '@doanket/directory';
import { addDays, type Day } from '@doanket/kernel';
import { Transactions } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Rows of the tally between two marks that a question as of an instant may have to take back. */
const MARK_EVERY = 50_000;
/** A day is over when nothing that began in it can still be on its way: no transaction is as long as that. */
const SETTLED_AFTER = '1 hour';
const ZONE = "'Asia/Ho_Chi_Minh'";

/** Rows of the tally that became known on a day. */
export interface DayOfRows { readonly day: Day; readonly rows: number }

/**
 * At the ends of which days the tally is to be marked, so that from the end of any day at most `every` rows lie before the next mark. A day with more
 * stands alone between two: nobody asks for an instant inside of a day.
 */
export function markedDays(days: readonly DayOfRows[], every: number): Day[] {
  const ends = new Set<Day>();
  let open = 0;
  for (const { day, rows } of days) {
    open += rows;
    if (open <= every) continue;
    ends.add(addDays(day, -1));
    open = rows;
    if (rows <= every) continue;
    ends.add(day);
    open = 0;
  }
  return [...ends];
}

/** Sums of the whole tally as we knew it at the end of a day, from which questions as of earlier instants go back. */
@Injectable()
export class TallyMarks {
  constructor(private readonly transactions: Transactions) {}

  /** Marks the days that are over and due. One at a time; answers how many marks it made. */
  mark(every = MARK_EVERY): Promise<number> {
    return this.transactions.runWhole(async (tx) => {
      const locked: { locked: boolean }[] = await tx.query("select pg_try_advisory_xact_lock(hashtext('membership:tally-marks')) as locked");
      if (locked[0]?.locked !== true) return 0;
      // Instants of the tally are the database's, so the days are too.
      const days: (DayOfRows & { over: Day })[] = await tx.query(
        `select (recorded_at at time zone ${ZONE})::date::text as day, count(*)::int as rows, (((now() - $1::interval) at time zone ${ZONE})::date - 1)::text as over
         from member_tally where recorded_at > (select coalesce(max(known_at), '-infinity') from member_mark) group by 1 order by 1`, [SETTLED_AFTER]);
      let made = 0;
      for (const end of markedDays(days, every)) {
        if (end > (days[0]?.over ?? '')) break;
        const fresh: unknown[] = await tx.query('insert into member_mark (known_at) values ($1) on conflict do nothing returning known_at', [endOfDay(end)]);
        if (fresh.length === 0) continue;
        await tx.query(
          `insert into member_marked (known_at, unit_id, gender, direct, members)
           select $1, unit_id, gender, direct, sum(delta)::int from member_tally where recorded_at <= $1 group by 2, 3, 4 having sum(delta) <> 0`, [endOfDay(end)]);
        made += 1;
      }
      return made;
    });
  }
}
