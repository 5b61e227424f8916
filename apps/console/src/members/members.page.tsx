import { countMembers, EDUCATIONS, listMembers, MEMBER_STATUSES, type MemberFilter, type MemberListItem, WRITERS } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { GoButton } from '../patterns/address/go-button';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import type { Column, Filter } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

const FIELDS = ['q', 'unit', 'status', 'gender', 'education', 'directWorker', 'leader', 'admittedFrom', 'admittedTo'] as const;

/** Members of the subtree: found as one types, with or without marks, by identifier or code; counted, taken out as a file. */
export function MembersPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const { search } = useAddress();
  const filter = Object.fromEntries(FIELDS.flatMap((key) => (search[key] === undefined || search[key] === '' ? [] : [[key, search[key]]]))) as unknown as MemberFilter;
  const count = useRoute(countMembers, { query: filter }, { keepPrevious: true });
  const columns: Column<MemberListItem>[] = [
    { key: 'name', title: t('people.name'), show: (row) => row.fullName, always: true },
    { key: 'birth', title: t('people.birthDate'), show: (row) => dayText(row.birthDate) },
    { key: 'gender', title: t('people.gender'), show: (row) => codeText(row.gender), hiddenAtFirst: true },
    { key: 'unit', title: t('people.union'), show: (row) => row.unitName },
    { key: 'code', title: t('people.employeeCode'), show: (row) => row.employeeCode ?? '–', hiddenAtFirst: true },
    { key: 'job', title: t('people.job'), show: (row) => row.job ?? '–' },
    { key: 'since', title: t('people.memberSince'), show: (row) => dayText(row.memberSince) },
    { key: 'admitted', title: t('people.admittedOn'), show: (row) => dayText(row.admittedOn), hiddenAtFirst: true },
    { key: 'ended', title: t('people.endedOn'), show: (row) => dayText(row.endedOn), hiddenAtFirst: true },
    { key: 'status', title: t('people.status'), show: (row) => <StateTag code={row.status} />, text: (row) => codeText(row.status) },
  ];
  const yesNo = [{ value: 'true', label: t('people.yes') }, { value: 'false', label: t('people.no') }];
  const filters: Filter[] = [
    { key: 'q', label: t('people.find') },
    unitFilter(),
    { key: 'status', label: t('people.status'), options: codeOptions(MEMBER_STATUSES) },
    { key: 'gender', label: t('people.gender'), options: codeOptions(['MALE', 'FEMALE']) },
    { key: 'education', label: t('people.education'), options: codeOptions(EDUCATIONS) },
    { key: 'directWorker', label: t('people.directWorker'), options: yesNo },
    { key: 'leader', label: t('people.leader'), options: yesNo },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.members')} text={count.data === undefined ? t('people.listHint') : t(count.data.exact ? 'people.found' : 'people.foundMore', { number: numberText(count.data.count) })}>
        {post?.level === 'G' && (WRITERS as readonly string[]).includes(post.authority) && <GoButton primary to="/members/new">{t('people.newApplication')}</GoButton>}
        {may('membership.import.run') && <GoButton to="/members/imports">{t('people.toImport')}</GoButton>}
      </PageHead>
      <RecordList id="members" label={t('nav.members')} columns={columns} filters={filters} source={routeSource(listMembers)} rowKey={(row) => row.id} href={(row) => `/members/${row.id}`}
        empty={t('people.noMembers')} bulk={(marked) => <MarkedUnits marked={marked} />} />
    </div>
  );
}

/** What the marked members are: how many, in which unions. */
function MarkedUnits({ marked }: { marked: readonly MemberListItem[] }) {
  const { t } = useTranslation();
  const units = new Set(marked.map((row) => row.unitCode)).size;
  return <span>{t('people.markedIn', { members: numberText(marked.length), units: numberText(units) })}</span>;
}
