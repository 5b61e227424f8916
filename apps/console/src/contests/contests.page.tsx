import { CONTEST_STATES, listContests, type ContestSummaryView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { roundFilter } from '../api/filters';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { periodText } from '../patterns/format/format';
import { Doors } from '../patterns/form/doors';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { AnnounceContest } from './contest-doors';

/** Editions of skill contests. */
export function ContestsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<ContestSummaryView>[] = [
    { key: 'title', title: t('contests.contest'), show: (row) => row.title, always: true },
    { key: 'year', title: t('contests.edition'), show: (row) => String(row.year), align: 'end' },
    { key: 'unit', title: t('contests.organiser'), show: (row) => row.unitName },
    { key: 'held', title: t('contests.held'), show: (row) => periodText(row.heldOn, row.heldUntil) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'round', title: t('rounds.round'), show: (row) => row.roundCode ?? '–', hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.contests')} text={t('contests.hint')}><Doors doors={[{ key: 'announce', label: t('contests.announce'), primary: true, open: may('campaigns.contest.organise'), form: (close) => <AnnounceContest onClose={close} /> }]} /></PageHead>
      <RecordList id="contests" label={t('nav.contests')} columns={columns} source={routeSource(listContests)} rowKey={(row) => row.id} href={(row) => `/emulation/contests/${row.code}`}
        filters={[{ key: 'q', label: t('contests.find') }, { key: 'year', label: t('rounds.year') }, roundFilter(), { key: 'state', label: t('rounds.state'), options: codeOptions(CONTEST_STATES) }]} empty={t('contests.none')} />
    </div>
  );
}
