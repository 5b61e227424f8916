import { PLATFORM_ROUTES, type RuleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { urlOf } from '../api/call';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { dayText, instantText, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { type BookService } from './rule-access';
import { bookOf, bookServiceOf, kindOf } from './rule-books';
import { ProposeDoor, RuleDoors } from './rule-parts';
import { ruleName, scopeText, valueText } from './rule-words';

/** One kind of rule: what holds today by scope, and everything that was ever proposed. */
export function RulePage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const service = bookServiceOf(useParam('service'));
  const { routes } = bookOf(service);
  const keptBy = kindOf(service, code)?.keptBy;
  const today = useRoute(routes.listRules, { query: { code: code as never, on: clock.today(), limit: 100 } });
  const columns: Column<RuleView>[] = [
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={stateOf(row)} />, text: (row) => codeText(stateOf(row)), always: true },
    { key: 'scope', title: t('ruleBook.scope'), show: (row) => scopeText(row.scope) },
    { key: 'value', title: t('ruleBook.value'), show: (row) => valueText(row.value) },
    { key: 'holds', title: t('ruleBook.holds'), show: (row) => (row.holds.length === 0 ? t('ruleBook.holdsNowhere') : row.holds.map((one) => periodText(one.from, one.to)).join('; ')) },
    { key: 'decision', title: t('ruleBook.decision'), show: (row) => <DecisionOf service={service} rule={row} />, text: decisionText },
    { key: 'source', title: t('ruleBook.source'), show: (row) => <span className="dk-clamp">{row.source}</span>, text: (row) => row.source },
    { key: 'confidence', title: t('ruleBook.confidence'), show: (row) => codeText(row.confidence) },
    { key: 'at', title: t('ruleBook.proposedAt'), show: (row) => instantText(row.proposedAt), hiddenAtFirst: true },
    { key: 'reason', title: t('form.reason'), show: (row) => row.reason ?? '–', hiddenAtFirst: true },
    { key: 'do', title: t('money.answer'), show: (row) => <RuleDoors service={service} rule={row} />, text: () => '' },
  ];
  return (
    <div className="page">
      <PageHead title={ruleName(code)} text={keptBy === undefined ? t(`service.${service}`) : t('ruleBook.keptBy', { service: t(`service.${keptBy}`) })}><ProposeDoor service={service} code={code} /></PageHead>
      <Loaded query={today}>{({ items }) => (
        <div className="grid-3">{items.map((rule) => (
          <section key={rule.id} className="panel stack-s" aria-label={scopeText(rule.scope)}>
            <h2>{scopeText(rule.scope)}</h2>
            <p>{valueText(rule.value)}</p>
            <p className="soft small">{rule.decisionNumber ?? t('ruleBook.noDecision')} · {codeText(rule.confidence)}</p>
            <div className="row"><ProposeDoor service={service} code={code} rule={rule} /></div>
          </section>
        ))}</div>
      )}</Loaded>
      <RecordList titled id={`rule-history-${service}`} label={t('ruleBook.history')} columns={columns} source={routeSource(routes.listRuleHistory, { params: { code } })} rowKey={(row) => row.id} empty={t('ruleBook.none')} />
    </div>
  );
}

const stateOf = ({ state }: RuleView): string => (state === 'PROPOSED' ? 'RULE_PROPOSED' : state);
const decisionText = (rule: RuleView): string => (rule.decisionNumber === null ? '–' : `${rule.decisionNumber}${rule.decidedOn === null ? '' : `, ${dayText(rule.decidedOn)}`}`);

/** The decision, with its file where it is kept. */
function DecisionOf({ service, rule }: { service: BookService; rule: RuleView }) {
  if (rule.fileId === null) return decisionText(rule);
  return <a href={urlOf(PLATFORM_ROUTES[service].files.readFile, { params: { id: rule.fileId } })} download>{decisionText(rule)}</a>;
}
