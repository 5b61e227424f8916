import { checkCounters, listCounterChecks } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRoute, useSend } from '../api/query';
import { instantText, numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { ProblemNote } from '../patterns/problem/problem-note';

/** Proof that the counters behind the figures equal the full query, for those who may ask for it. */
export function CounterChecks() {
  const { t } = useTranslation();
  const checks = useRoute(listCounterChecks, { query: { limit: 5 } });
  const check = useSend(checkCounters, { repeatable: true });
  return (
    <section className="panel stack"><div className="row-spread"><h2>{t('statistics.checks')}</h2><Button loading={check.isPending} onClick={() => check.mutate({ body: {} })}>{t('statistics.checkNow')}</Button></div>
      <p className="soft">{t('statistics.checksHint')}</p>
      {check.error !== null && <ProblemNote problem={check.error} />}
      <Loaded query={checks}>{({ items }) => (items.length === 0 ? <p className="soft">{t('statistics.neverChecked')}</p> : (
        <ul className="plain dk-rows">{items.map((one) => (
          <li key={one.id}><span className="row-spread"><span className="num">{instantText(one.checkedAt)}</span><span className={one.differences.length === 0 ? 'tag tag-ok' : 'tag tag-danger'}>{one.differences.length === 0 ? t('statistics.equal', { n: numberText(one.groups) }) : t('statistics.differ', { n: numberText(one.differences.length) })}</span></span>
            {one.differences.slice(0, 5).map((row) => <span key={`${row.unitCode}${row.status}${row.gender}${row.directWorker}`} className="soft small" style={{ display: 'block' }}>{t('statistics.difference', { unit: row.unitCode, counted: numberText(row.counted), actual: numberText(row.actual) })}</span>)}
          </li>
        ))}</ul>
      ))}</Loaded>
    </section>
  );
}
