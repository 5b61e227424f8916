import { type DuplicatePair, type DuplicateSide, listDuplicates } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

const shown = (side: DuplicateSide): string => [side.fullName, side.memberUnitCode ?? side.unitCode, side.personalId].filter((part) => part !== null).join(' · ');

/** Records that may be one person, waiting to be looked at. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const columns: Column<DuplicatePair>[] = [
    { key: 'a', title: t('people.firstRecord'), show: (row) => shown(row.a), always: true },
    { key: 'b', title: t('people.secondRecord'), show: (row) => shown(row.b) },
    { key: 'birth', title: t('people.birthDate'), show: (row) => dayText(row.a.birthDate) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.duplicates')} text={t('people.duplicatesHint')} />
      <RecordList id="duplicates" label={t('nav.duplicates')} columns={columns} source={routeSource(listDuplicates)} rowKey={(row) => `${row.a.personId}-${row.b.personId}`}
        href={(row) => (row.b.memberId !== null && row.a.memberId === null ? `/members/duplicates/${row.b.personId}/${row.a.personId}` : `/members/duplicates/${row.a.personId}/${row.b.personId}`)} empty={t('people.noDuplicates')} />
    </div>
  );
}
