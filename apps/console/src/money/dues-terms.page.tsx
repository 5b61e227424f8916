import { DUES_GROUPS, endRelief, listDuesTerms, listReliefs, setDuesTerm, type DuesTermView, type ReliefView } from '@doanket/contracts';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { UnitName } from '../api/unit-name';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import type { FormField } from '../patterns/form/record-fields';
import { dayText, percentOf, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { isMonth, percentShare, termBody } from './dues-term-values';
import { GrantRelief } from './grant-relief';
import { monthText, thisMonth } from './months';

/** What holds for the dues of one union: its own terms by its decision, and who pays less or not now. */
export function DuesTermsPage() {
  const { t } = useTranslation();
  const code = useParam('code');
  const { may } = useSession();
  const decide = may('membership.dues.decide');
  const terms = useRoute(listDuesTerms, { params: { code }, query: { limit: 50 } });
  return (
    <div className="page">
      <PageHead title={<>{t('duesTerms.title')}: <UnitName code={code} /></>} text={t('duesTerms.hint')}>
        <GoButton to={`/dues/${code}/${thisMonth()}`}>{t('duesTerms.toMonth')}</GoButton>
        <Doors doors={[
          { key: 'relief', label: t('duesTerms.grant'), open: decide, form: (close) => <GrantRelief code={code} onClose={close} /> },
          { key: 'term', label: t('duesTerms.set'), primary: true, open: decide, form: (close) => <SetTerm code={code} onClose={close} /> },
        ]} />
      </PageHead>
      <section className="panel stack"><h2>{t('duesTerms.terms')}</h2>
        <Loaded query={terms}>{({ items }) => (items.length === 0 ? <p className="soft">{t('duesTerms.byRule')}</p> : <ul className="plain dk-rows">{items.map((term) => <Term key={term.id} term={term} />)}</ul>)}</Loaded>
      </section>
      <Reliefs code={code} decide={decide} />
    </div>
  );
}

function Term({ term }: { term: DuesTermView }) {
  const { t } = useTranslation();
  const parts = [
    term.group === null ? null : codeText(term.group), term.rate === null ? null : t('duesTerms.rateIs', { rate: percentOf(String((term.rate.numerator * 100) / term.rate.denominator)) }),
    term.fixedSumVnd === null ? null : t('duesTerms.fixedIs', { amount: vndText(term.fixedSumVnd) }),
  ].filter((part) => part !== null);
  return (
    <li className="row-spread">
      <span><span className="strong">{parts.length === 0 ? t('duesTerms.byRule') : parts.join(' · ')}</span><br /><span className="soft small">{t('duesTerms.decidedBy', { number: term.decisionNumber, day: dayText(term.decidedOn) })}</span></span>
      <span className="soft num">{monthText(term.from)} – {term.to === null ? t('organisation.now') : monthText(term.to)}</span>
    </li>
  );
}

function SetTerm({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useTranslation();
  const today = clock.today();
  const fields: FormField[] = [
    { kind: 'text', name: 'from', label: t('money.fromMonth'), required: true, placeholder: thisMonth(), check: (value) => (isMonth(value) ? null : t('duesTerms.monthForm')) },
    { kind: 'choice', name: 'group', label: t('duesTerms.group'), hint: t('duesTerms.groupHint'), empty: t('duesTerms.groupByBloc'), options: codeOptions(DUES_GROUPS) },
    { kind: 'decimal', as: 'text', name: 'rate', label: t('duesTerms.rate'), hint: t('duesTerms.rateHint'), check: (value) => (value === '' || percentShare(String(value)) !== null ? null : t('duesTerms.percentForm')) },
    { kind: 'number', name: 'fixedSumVnd', label: t('duesTerms.fixed'), hint: t('duesTerms.fixedHint'), unit: 'đ' },
    { kind: 'text', name: 'decisionNumber', label: t('money.decisionNumber'), required: true, maxLength: 120 }, { kind: 'day', name: 'decidedOn', label: t('money.decidedOn'), required: true, max: today },
  ];
  return <RecordDialog title={t('duesTerms.set')} onClose={onClose} route={setDuesTerm} params={{ code }} draft={`dues/${code}/term`} submit={t('duesTerms.set')} intro={t('duesTerms.setHint')} initial={{ from: thisMonth(), decidedOn: today }} fields={fields as FormField<never>[]} shape={termBody} />;
}

function Reliefs({ code, decide }: { code: string; decide: boolean }) {
  const { t } = useTranslation();
  const [ending, setEnding] = useState<ReliefView | null>(null);
  const source = useMemo(() => routeSource(listReliefs, { params: { code } }), [code]);
  const columns: Column<ReliefView>[] = [
    { key: 'kind', title: t('duesTerms.kind'), show: (row) => <StateTag code={row.kind} />, text: (row) => codeText(row.kind), always: true },
    { key: 'who', title: t('duesTerms.who'), show: (row) => (row.memberId === null ? t('duesTerms.everyone') : t('duesTerms.oneMember')) },
    { key: 'reason', title: t('form.reason'), show: (row) => codeText(row.reason) },
    { key: 'months', title: t('duesTerms.months'), show: (row) => `${monthText(row.from)} – ${monthText(row.to)}` },
    { key: 'share', title: t('duesTerms.less'), align: 'end', show: (row) => (row.share === null ? '–' : percentOf(String((row.share.numerator * 100) / row.share.denominator))) },
    { key: 'due', title: t('duesTerms.madeUpBy'), show: (row) => dayText(row.dueOn) },
    { key: 'decision', title: t('money.decision'), show: (row) => row.decisionNumber ?? '–' },
  ];
  return (
    <section className="stack"><h2>{t('duesTerms.reliefs')}</h2>
      <RecordList id="dues-reliefs" label={t('duesTerms.reliefs')} columns={columns} source={source} rowKey={(row) => row.id} href={(row) => (row.memberId === null ? null : `/members/${row.memberId}`)} filters={[{ key: 'month', label: t('duesTerms.month') }]} empty={t('duesTerms.noReliefs')}
        rowActions={(row) => (decide && row.to >= thisMonth() ? <Button size="small" aria-label={t('duesTerms.endOf', { kind: codeText(row.kind) })} onClick={() => setEnding(row)}>{t('duesTerms.end')}</Button> : null)} />
      {ending !== null && (
        <RecordDialog title={t('duesTerms.endOf', { kind: codeText(ending.kind) })} onClose={() => setEnding(null)} route={endRelief} params={{ id: ending.id }} draft={`relief/${ending.id}/end`} submit={t('duesTerms.end')} danger intro={t('duesTerms.endHint')} initial={{ lastMonth: thisMonth() }}
          fields={[{ kind: 'text', name: 'lastMonth', label: t('duesTerms.lastMonth'), required: true, placeholder: thisMonth(), check: (value) => (isMonth(value) ? null : t('duesTerms.monthForm')) }]} />
      )}
    </section>
  );
}
