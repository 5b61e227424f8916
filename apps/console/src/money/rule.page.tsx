import { membershipRuleBook, type RuleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, instantText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { ProposeDoor, RuleDoors, ruleName, valueText } from './rule-parts';

/** One rule: what holds today by scope, and everything that was ever proposed. */
export function RulePage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const today = useRoute(membershipRuleBook.listRules, { query: { code, on: clock.today(), limit: 100 } });
  const columns: Column<RuleView>[] = [
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state), always: true },
    { key: 'scope', title: t('ruleBook.scope'), show: (row) => codeText(row.scope) },
    { key: 'value', title: t('ruleBook.value'), show: (row) => valueText(row.value) },
    { key: 'holds', title: t('ruleBook.holds'), show: (row) => (row.holds.length === 0 ? t('ruleBook.holdsNowhere') : row.holds.map((one) => `${dayText(one.from)} – ${dayText(one.to)}`).join('; ')) },
    { key: 'decision', title: t('ruleBook.decision'), show: (row) => (row.decisionNumber === null ? '–' : `${row.decisionNumber}${row.decidedOn === null ? '' : `, ${dayText(row.decidedOn)}`}`) },
    { key: 'source', title: t('ruleBook.source'), show: (row) => <span className="dk-clamp">{row.source}</span>, text: (row) => row.source },
    { key: 'confidence', title: t('ruleBook.confidence'), show: (row) => codeText(row.confidence) },
    { key: 'at', title: t('ruleBook.proposedAt'), show: (row) => instantText(row.proposedAt), hiddenAtFirst: true },
    { key: 'reason', title: t('form.reason'), show: (row) => row.reason ?? '–', hiddenAtFirst: true },
    { key: 'do', title: t('money.answer'), show: (row) => <RuleDoors rule={row} />, text: () => '' },
  ];
  return (
    <div className="page">
      <PageHead title={ruleName(code)} text={code} />
      <Loaded query={today}>{({ items }) => (
        <div className="grid-3">{items.map((rule) => (
          <section key={rule.id} className="panel stack-s" aria-label={codeText(rule.scope)}>
            <h2>{codeText(rule.scope)}</h2>
            <p>{valueText(rule.value)}</p>
            <p className="soft small">{rule.decisionNumber ?? t('ruleBook.noDecision')} · {codeText(rule.confidence)}</p>
            <div className="row"><ProposeDoor rule={rule} /></div>
          </section>
        ))}</div>
      )}</Loaded>
      <RecordList id="rule-history" label={t('ruleBook.history')} columns={columns} source={routeSource(membershipRuleBook.listRuleHistory, { params: { code } })} rowKey={(row) => row.id} empty={t('ruleBook.none')} />
    </div>
  );
}
