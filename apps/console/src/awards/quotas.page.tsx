import { listQuotas, listTitles, setQuota, type QuotaView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findRounds, findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { UnitName } from '../api/unit-name';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { useAddress } from '../patterns/address/address';
import { namedDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** How many a unit may award in a year or a round, how many are used, and by which decision. */
export function QuotasPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const { open } = useAddress();
  const titles = useRoute(listTitles, { query: { limit: 100 } });
  const titleName = (code: string): string => titles.data?.items.find((one) => one.code === code)?.name ?? codeText(code);
  const titleOptions = [...new Set((titles.data?.items ?? []).map((one) => one.code))].map((value) => ({ value, label: titleName(value) }));
  const columns: Column<QuotaView>[] = [
    { key: 'title', title: t('awards.title'), show: (row) => titleName(row.titleCode), always: true },
    { key: 'what', title: t('awards.quotaOf'), show: (row) => (row.delegates === null ? t('awards.quotaAwards') : t('awards.quotaDelegates', { kind: codeText(row.delegates).toLowerCase() })) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'level', title: t('awards.decidedAt'), show: (row) => t(`level.${row.level}`) },
    { key: 'year', title: t('rounds.year'), show: (row) => String(row.year), align: 'end' },
    { key: 'used', title: t('awards.quotaUsed'), align: 'end', show: (row) => <span className={row.used >= row.places ? 'tag tag-warn' : 'tag'}>{t('awards.usedOf', { used: numberText(row.used), places: numberText(row.places) })}</span>, text: (row) => `${row.used}/${row.places}` },
    { key: 'decision', title: t('awards.decision'), show: (row) => `${row.decisionNumber} · ${dayText(row.decidedOn)}` },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.quotas')} text={t('awards.quotasHint')}>
        <Doors doors={[{ key: 'set', label: t('awards.setQuota'), primary: true, open: may('awards.title.manage'), form: (close) => (
          <RecordDialog wide title={t('awards.setQuota')} onClose={close} said={t('decisions.waits')} onDone={({ id }) => open(`/decisions/awards/${id}`)} route={setQuota} draft="quota/new" submit={t('awards.setQuota')} intro={t('awards.setQuotaHint')} initial={{ unitCode: post === null ? null : { value: post.unitCode, label: post.unitName }, level: post?.level ?? '', year: yearOf(clock.today()), decidedOn: clock.today() }}
            fields={[
              { kind: 'choice', name: 'titleCode', label: t('awards.title'), required: true, options: titleOptions },
              { kind: 'choice', name: 'level', label: t('awards.decidedAt'), required: true, options: (['N', 'C', 'S', 'G'] as const).map((value) => ({ value, label: t(`level.${value}`) })) },
              { kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices }, { kind: 'year', name: 'year', label: t('rounds.year'), required: true },
              { kind: 'lookup', name: 'round', label: t('rounds.round'), hint: t('awards.quotaRoundHint'), of: 'rounds', find: findRounds, atOnce: true },
              { kind: 'choice', name: 'delegates', label: t('awards.quotaOf'), empty: t('awards.quotaAwards'), options: codeOptions(['INDIVIDUAL', 'COLLECTIVE']).map((one) => ({ value: one.value, label: t('awards.quotaDelegates', { kind: one.label.toLowerCase() }) })) },
              { kind: 'number', name: 'places', label: t('awards.places'), required: true, max: 100_000 }, ...namedDecisionFields(t, 'awards'),
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="quotas" label={t('nav.quotas')} columns={columns} source={routeSource(listQuotas)} rowKey={(row) => row.id} filters={[{ key: 'titleCode', label: t('awards.title'), options: titleOptions }, { key: 'year', label: t('rounds.year') }]} empty={t('awards.noQuotas')} />
    </div>
  );
}
