import { listHonours, listTitles, type HonourView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { movementFilter, roundFilter } from '../api/filters';
import { useRoute } from '../api/query';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Honours that name a round or a movement; persons stay in awards. */
export function HonoursPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const titles = useRoute(listTitles, { query: { limit: 100 } }, { enabled: may('awards.award.read') }).data?.items ?? [];
  const titleOptions = [...new Map(titles.map((one) => [one.code, one.name]))].map(([value, label]) => ({ value, label }));
  const columns: Column<HonourView>[] = [
    { key: 'title', title: t('awards.title'), show: (row) => codeText(row.titleCode), always: true },
    { key: 'receiver', title: t('awards.receiverKind'), show: (row) => codeText(row.receiverKind) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName ?? '–' },
    { key: 'level', title: t('works.level'), show: (row) => t(`level.${row.level}`) },
    { key: 'day', title: t('awards.decidedOn'), show: (row) => dayText(row.decidedOn) },
    { key: 'revoked', title: t('awards.revokedOn'), show: (row) => dayText(row.revokedOn), hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.honours')} />
      <RecordList id="honours" label={t('nav.honours')} columns={columns} source={routeSource(listHonours)} rowKey={(row) => row.holdingId} href={(row) => `/awards/${row.holdingId}`}
        filters={[roundFilter(), movementFilter(), { key: 'titleCode', label: t('awards.title'), options: titleOptions }]} empty={t('awards.none')} />
    </div>
  );
}
