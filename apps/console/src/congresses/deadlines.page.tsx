import { type CongressDeadlineView, listCongressDeadlines } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { Doors } from '../patterns/form/doors';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { DeadlineDialog } from './congress-dialogs';

/** Last days for congresses; each opens who has held theirs and who is late. */
export function CongressDeadlinesPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<CongressDeadlineView>[] = [
    { key: 'due', title: t('congresses.dueOn'), show: (row) => dayText(row.dueOn), always: true },
    { key: 'level', title: t('works.level'), show: (row) => t(`level.${row.level}`) },
    { key: 'from', title: t('congresses.periodFrom'), show: (row) => dayText(row.periodFrom) },
    { key: 'decision', title: t('dossier.number'), show: (row) => row.decisionNumber },
    { key: 'decidedOn', title: t('dossier.decidedOn'), show: (row) => dayText(row.decidedOn) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.congressDeadlines')} text={t('congresses.deadlinesHint')}>
        <Doors doors={[{ key: 'set', label: t('congresses.setDeadline'), open: may('membership.congress.recognise'), primary: true, form: (close) => <DeadlineDialog onClose={close} /> }]} />
      </PageHead>
      <RecordList id="congress-deadlines" label={t('nav.congressDeadlines')} columns={columns} source={routeSource(listCongressDeadlines)} rowKey={(row) => row.id} href={(row) => `/congresses/deadlines/${row.id}`} empty={t('congresses.noDeadlines')} />
    </div>
  );
}
