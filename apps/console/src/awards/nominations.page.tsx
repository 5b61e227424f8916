import { listNominations, listTitles, NOMINATION_STATES, type NominationView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { roundFilter } from '../api/filters';
import { useRoute } from '../api/query';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { AwardDialog } from './award-dialog';
import { CouncilDialog } from './council-dialog';
import { NominationForm } from './nomination-form';

/** Nominations: filed from below, voted by the council, awarded by one decision over the marked ones. */
export function NominationsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const [filing, setFiling] = useState(false);
  const [bulk, setBulk] = useState<{ what: 'vote' | 'award'; rows: readonly NominationView[]; clear: () => void } | null>(null);
  const titles = useRoute(listTitles, { query: { limit: 100 } });
  const titleOf = (code: string): string => titles.data?.items.find((one) => one.code === code)?.name ?? codeText(code);
  const columns: Column<NominationView>[] = [
    { key: 'name', title: t('awards.receiver'), show: (row) => row.receiver.name, always: true },
    { key: 'title', title: t('awards.title'), show: (row) => titleOf(row.titleCode) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'level', title: t('awards.decidedAt'), show: (row) => t(`level.${row.level}`) },
    { key: 'year', title: t('rounds.year'), show: (row) => String(row.year), align: 'end' },
    { key: 'missing', title: t('awards.missing'), show: (row) => (row.missingSteps.length === 0 ? '–' : <span className="tag tag-warn">{row.missingSteps.map(codeText).join(', ')}</span>), text: (row) => row.missingSteps.map(codeText).join(', ') },
    { key: 'votes', title: t('awards.votes'), show: (row) => (row.votes === null ? '–' : `${row.votes.inFavour}/${row.votes.present}`), align: 'end', hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  const mayBulk = may('awards.council.hold') || may('awards.title.award');
  return (
    <div className="page">
      <PageHead title={t('nav.nominations')} text={t('awards.nominationsHint')}>{may('awards.nomination.file') && <Button type="primary" onClick={() => setFiling(true)}>{t('awards.nominate')}</Button>}</PageHead>
      <RecordList id="nominations" label={t('nav.nominations')} columns={columns} source={routeSource(listNominations)} rowKey={(row) => row.id}
        href={(row) => (row.dossierId === null ? (row.holdingId === null ? null : `/awards/${row.holdingId}`) : `/dossiers/awards/${row.dossierId}`)}
        filters={[{ key: 'q', label: t('awards.find') }, { key: 'state', label: t('rounds.state'), options: codeOptions(NOMINATION_STATES) }, { key: 'titleCode', label: t('awards.title'), options: (titles.data?.items ?? []).map((one) => ({ value: one.code, label: one.name })).filter((one, index, all) => all.findIndex((other) => other.value === one.value) === index) },
          { key: 'year', label: t('rounds.year') }, roundFilter()]}
        empty={t('awards.noNominations')}
        {...(mayBulk ? { bulk: (rows: readonly NominationView[], clear: () => void) => (
          <>
            {may('awards.council.hold') && <Button onClick={() => setBulk({ what: 'vote', rows, clear })}>{t('awards.vote')}</Button>}
            {may('awards.title.award') && <Button type="primary" onClick={() => setBulk({ what: 'award', rows, clear })}>{t('awards.award')}</Button>}
          </>
        ) } : {})} />
      {filing && <NominationForm onClose={() => setFiling(false)} />}
      {bulk?.what === 'award' && <AwardDialog nominations={bulk.rows} titleOf={titleOf} onDone={bulk.clear} onClose={() => setBulk(null)} />}
      {bulk?.what === 'vote' && <CouncilDialog nominations={bulk.rows} onDone={bulk.clear} onClose={() => setBulk(null)} />}
    </div>
  );
}
