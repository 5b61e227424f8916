import { membershipRuleBook, type RuleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useAddress } from '../patterns/address/address';
import { RuleDoors, ruleName, valueText } from './rule-parts';

/** The rules that hold today, and proposals that wait for a second person. */
export function RulesPage() {
  const { t } = useTranslation();
  const { search } = useAddress();
  const columns: Column<RuleView>[] = [
    { key: 'code', title: t('ruleBook.rule'), show: (row) => ruleName(row.code), always: true },
    { key: 'scope', title: t('ruleBook.scope'), show: (row) => codeText(row.scope) },
    { key: 'value', title: t('ruleBook.value'), show: (row) => valueText(row.value) },
    { key: 'from', title: t('ruleBook.from'), show: (row) => dayText(row.validFrom) },
    { key: 'decision', title: t('ruleBook.decision'), show: (row) => row.decisionNumber ?? '–' },
    { key: 'confidence', title: t('ruleBook.confidence'), show: (row) => <span className={row.confidence === 'CONFIRMED' ? 'tag tag-ok' : 'tag tag-warn'}>{codeText(row.confidence)}</span>, text: (row) => codeText(row.confidence) },
  ];
  const waiting: Column<RuleView>[] = [...columns.slice(0, 5), { key: 'do', title: t('money.answer'), show: (row) => <RuleDoors rule={row} />, text: () => '' }];
  return (
    <div className="page">
      <PageHead title={t('nav.ruleBook')} text={t('ruleBook.hint')} />
      <RecordList id="rule-proposals" label={t('ruleBook.proposals')} columns={waiting} source={routeSource(membershipRuleBook.listRuleProposals)} rowKey={(row) => row.id} href={(row) => `/rules/${row.code}`} empty={t('ruleBook.noProposals')} />
      <RecordList id="rules" label={t('ruleBook.inForce')} columns={columns} source={routeSource(membershipRuleBook.listRules, {}, search['asOf'] === undefined ? {} : { on: search['asOf'] })} rowKey={(row) => row.id} href={(row) => `/rules/${row.code}`} empty={t('ruleBook.none')} />
    </div>
  );
}
