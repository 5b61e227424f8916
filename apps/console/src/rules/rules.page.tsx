import type { RuleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { BOOK_SERVICES } from './rule-access';
import { bookOf, bookServiceOf } from './rule-books';
import { RuleDoors } from './rule-parts';
import { ruleName, scopeText, valueText } from './rule-words';

/** The rules of a service that hold today, proposals that wait for a second person, and every kind there is. */
export function RulesPage() {
  const { t } = useTranslation();
  const { search, change, open } = useAddress();
  const service = bookServiceOf(search['service']);
  const { kinds, routes } = bookOf(service);
  const columns: Column<RuleView>[] = [
    { key: 'code', title: t('ruleBook.rule'), show: (row) => ruleName(row.code), always: true },
    { key: 'scope', title: t('ruleBook.scope'), show: (row) => scopeText(row.scope) },
    { key: 'value', title: t('ruleBook.value'), show: (row) => valueText(row.value) },
    { key: 'from', title: t('ruleBook.from'), show: (row) => dayText(row.validFrom) },
    { key: 'decision', title: t('ruleBook.decision'), show: (row) => row.decisionNumber ?? '–' },
    { key: 'confidence', title: t('ruleBook.confidence'), show: (row) => <span className={row.confidence === 'CONFIRMED' ? 'tag tag-ok' : 'tag tag-warn'}>{codeText(row.confidence)}</span>, text: (row) => codeText(row.confidence) },
  ];
  const waiting: Column<RuleView>[] = [...columns.slice(0, 5), { key: 'do', title: t('money.answer'), show: (row) => <RuleDoors service={service} rule={row} />, text: () => '' }];
  const pageOf = (code: string): string => `/rules/${service}/${code}`;
  return (
    <div className="page">
      <PageHead title={t('nav.ruleBook')} text={t('ruleBook.hint')} />
      <div className="row" role="group" aria-label={t('ruleBook.field')}>
        {BOOK_SERVICES.map((one) => <button key={one} type="button" className="dk-chip" data-set={one === service} aria-pressed={one === service} onClick={() => change({ service: one })}>{t(`service.${one}`)}</button>)}
      </div>
      <RecordList titled key={`proposals-${service}`} id={`rule-proposals-${service}`} label={t('ruleBook.proposals')} columns={waiting} source={routeSource(routes.listRuleProposals)} rowKey={(row) => row.id} href={(row) => pageOf(row.code)} empty={t('ruleBook.noProposals')} />
      <RecordList titled key={`rules-${service}`} id={`rules-${service}`} label={t('ruleBook.inForce')} columns={columns} source={routeSource(routes.listRules, {}, search['asOf'] === undefined ? {} : { on: search['asOf'] })} rowKey={(row) => row.id} href={(row) => pageOf(row.code)}
        filters={[{ key: 'code', label: t('ruleBook.kind'), options: Object.keys(kinds).map((value) => ({ value, label: ruleName(value) })) }]} empty={t('ruleBook.none')} />
      <section className="stack-s" aria-labelledby="rule-kinds">
        <h2 id="rule-kinds">{t('ruleBook.kinds')}</h2>
        <div className="row">{Object.keys(kinds).map((code) => <button key={code} type="button" className="dk-chip" onClick={() => open(pageOf(code))}>{ruleName(code)}</button>)}</div>
      </section>
    </div>
  );
}
