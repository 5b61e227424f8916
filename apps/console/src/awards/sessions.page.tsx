import { listCouncilSessions, type CouncilSessionView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { UnitName } from '../api/unit-name';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** Sessions of the emulation council with their quorum and outcome. */
export function SessionsPage() {
  const { t } = useTranslation();
  const columns: Column<CouncilSessionView>[] = [
    { key: 'day', title: t('awards.heldOn'), show: (row) => dayText(row.heldOn), always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode },
    { key: 'present', title: t('awards.present'), show: (row) => t('awards.usedOf', { used: numberText(row.present), places: numberText(row.members) }), align: 'end' },
    { key: 'quorum', title: t('awards.quorum'), show: (row) => numberText(row.quorum), align: 'end' },
    { key: 'passed', title: t('awards.passed'), show: (row) => t('awards.usedOf', { used: numberText(row.results.filter((one) => one.passed).length), places: numberText(row.results.length) }), align: 'end' },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.sessions')} text={t('awards.sessionsHint')} />
      <RecordList id="council-sessions" label={t('nav.sessions')} columns={columns} source={routeSource(listCouncilSessions)} rowKey={(row) => row.id} empty={t('awards.noSessions')} />
    </div>
  );
}
