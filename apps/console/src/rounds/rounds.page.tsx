import { listRounds, ROUND_STATES, type RoundSummaryView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { numberText, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** Emulation rounds of the subtree and of the levels above. */
export function RoundsPage() {
  const { t } = useTranslation();
  const columns: Column<RoundSummaryView>[] = [
    { key: 'round', title: t('rounds.round'), show: (row) => roundTitle(row, t('rounds.ordinal', { ordinal: row.ordinal, year: row.year })), always: true },
    { key: 'unit', title: t('rounds.issuer'), show: (row) => row.unitName },
    { key: 'period', title: t('rounds.period'), show: (row) => (row.startsOn === null ? '–' : periodText(row.startsOn, row.endsOn)) },
    { key: 'days', title: t('rounds.days'), show: (row) => (row.calendarDays === null ? '–' : numberText(row.calendarDays)), align: 'end' },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'plan', title: t('rounds.plan'), show: (row) => row.planCode, hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.rounds')} text={t('rounds.hint')} />
      <RecordList id="rounds" label={t('nav.rounds')} columns={columns} source={routeSource(listRounds)} rowKey={(row) => row.id} href={(row) => `/emulation/rounds/${row.code}`}
        filters={[{ key: 'q', label: t('rounds.find') }, { key: 'year', label: t('rounds.year') }, { key: 'state', label: t('rounds.state'), options: codeOptions(ROUND_STATES) }]} empty={t('rounds.none')} />
    </div>
  );
}

/** The label of a round beside its number; the label is never derived from the dates. */
export function roundTitle(round: Pick<RoundSummaryView, 'label'>, ordinal: string): string {
  return round.label === null ? ordinal : `${ordinal} (${round.label})`;
}
