import { getMemberDues, type MemberDuesView } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { codeText, StateTag } from '../patterns/code/code-text';
import { monthText, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';

const YEAR_DAYS = 365;

/** Dues of one member over a year: what they are reckoned from, what was due and paid month by month, what is to their credit. */
export function MemberDues({ id }: { id: string }) {
  const { t } = useTranslation();
  const dues = useRoute(getMemberDues, { params: { id }, query: { from: addDays(clock.today(), -YEAR_DAYS).slice(0, 7) } });
  return (
    <section className="panel stack"><h2>{t('memberDues.title')}</h2>
      <Loaded query={dues}>{(data) => (
        <>
          <dl className="facts">
            <dt>{t('memberDues.arrears')}</dt><dd className={data.arrearsVnd > 0 ? 'num danger' : 'num'}>{vndText(data.arrearsVnd)}</dd>
            <dt>{t('memberDues.credit')}</dt><dd className="num">{vndText(data.creditVnd)}</dd>
            <dt>{t('memberDues.base')}</dt><dd>{data.bases.length === 0 ? <span className="soft">{t('memberDues.noBase')}</span> : data.bases.slice(0, 3).map((base) => <span key={`${base.base}${base.from}`} style={{ display: 'block' }}><span className="num">{vndText(base.amountVnd)}</span> <span className="soft small">{codeText(base.base)} · {base.to === null ? t('memberDues.since', { from: monthText(base.from) }) : `${monthText(base.from)} – ${monthText(base.to)}`} · {codeText(base.source)}</span></span>)}</dd>
          </dl>
          {data.months.length === 0 ? <p className="soft">{t('memberDues.none')}</p> : <Months months={data.months} />}
        </>
      )}</Loaded>
    </section>
  );
}

function Months({ months }: { months: MemberDuesView['months'] }) {
  const { t } = useTranslation();
  return (
    <div className="dk-scroll" tabIndex={0} role="group" aria-label={t('memberDues.title')}>
      <table className="dk-table">
        <thead><tr><th scope="col">{t('memberDues.month')}</th><th scope="col" data-align="end">{t('memberDues.due')}</th><th scope="col" data-align="end">{t('memberDues.paid')}</th><th scope="col">{t('memberDues.how')}</th></tr></thead>
        <tbody>{[...months].sort((a, b) => (a.month < b.month ? 1 : -1)).map((month) => (
          <tr key={month.month}><th scope="row">{monthText(month.month)}</th><td data-align="end" className="num">{vndText(month.dueVnd)}</td><td data-align="end" className="num">{vndText(month.paidVnd)}</td>
            <td>{month.lines.map((line, at) => <span key={at} className="row"><StateTag code={line.status} />{line.kind !== 'REGULAR' && <StateTag code={line.kind} />}{line.reason !== null && <span className="soft small">{codeText(line.reason)}</span>}</span>)}</td></tr>
        ))}</tbody>
      </table>
    </div>
  );
}
