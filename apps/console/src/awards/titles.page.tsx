import { listTitles, type TitleView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../patterns/address/as-of';
import { codeText } from '../patterns/code/code-text';
import { dayText, numberText, vndText } from '../patterns/format/format';
import { Doors } from '../patterns/form/doors';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { TitleForm } from './title-form';

/** The catalogue of titles on the day seen. */
export function TitlesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { day, isToday } = useAsOf();
  const columns: Column<TitleView>[] = [
    { key: 'name', title: t('awards.title'), show: (row) => row.name, always: true },
    { key: 'level', title: t('awards.decidedAt'), show: (row) => t(`level.${row.level}`) },
    { key: 'kind', title: t('awards.titleKind'), show: (row) => codeText(`TITLE_${row.kind}`) },
    { key: 'receivers', title: t('awards.receiverKind'), show: (row) => row.receiverKinds.map(codeText).join(', ') },
    { key: 'conditions', title: t('awards.conditionsShort'), show: (row) => row.conditions.map(codeText).join('; ') || '–' },
    { key: 'money', title: t('contests.amount'), align: 'end', show: (row) => (row.amountVnd !== null ? vndText(row.amountVnd) : row.baseSalaryThousandths !== null ? t('awards.timesBase', { times: numberText(String(row.baseSalaryThousandths / 1000)) }) : '–') },
    { key: 'valid', title: t('awards.valid'), show: (row) => `${dayText(row.validFrom)} – ${row.validTo === null ? t('organisation.now') : dayText(row.validTo)}` },
    { key: 'decision', title: t('awards.decision'), show: (row) => row.decisionNumber, hiddenAtFirst: true },
    { key: 'code', title: t('awards.titleCode'), show: (row) => row.code, hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.titles')} text={t('awards.titlesHint')}><Doors doors={[{ key: 'add', label: t('awards.addTitle'), primary: true, open: may('awards.rule.propose'), form: (close) => <TitleForm onClose={close} /> }]} /></PageHead>
      <RecordList id="titles" label={t('nav.titles')} columns={columns} source={routeSource(listTitles, isToday ? {} : { query: { asOf: day } })} rowKey={(row) => row.id} href={(row) => `/awards?titleCode=${row.code}&level=${row.level}`}
        filters={[{ key: 'q', label: t('awards.findTitle') }, { key: 'level', label: t('works.level'), options: (['N', 'C', 'S', 'G'] as const).map((value) => ({ value, label: t(`level.${value}`) })) }]} empty={t('awards.noTitles')} />
    </div>
  );
}
