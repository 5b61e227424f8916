import { FOUNDING_STATES, listFoundings, type FoundingView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { GoButton } from '../patterns/address/go-button';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Applications to found grassroots unions; each shows who applies and leads to its dossier, where it is decided (ORG-02). */
export function FoundingsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<FoundingView>[] = [
    { key: 'name', title: t('foundings.name'), show: (row) => row.name, always: true },
    { key: 'parent', title: t('foundings.parent'), show: (row) => row.parentName },
    { key: 'employer', title: t('foundings.employer'), show: (row) => `${row.employer.name} (${row.employer.enterpriseCode})` },
    { key: 'people', title: t('foundings.people'), align: 'end', show: (row) => `${numberText(row.applicants)} / ${numberText(row.committee)}`, text: (row) => `${row.applicants}/${row.committee}` },
    { key: 'appliedOn', title: t('foundings.appliedOn'), show: (row) => dayText(row.appliedOn) },
    { key: 'state', title: t('foundings.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.foundings')} text={t('foundings.hint')}>
        <GoButton to="/organisation/delegations">{t('nav.delegations')}</GoButton>
        <GoButton to="/organisation/ceremonies">{t('nav.ceremonies')}</GoButton>
        {may('membership.founding.apply') && <GoButton primary to="/organisation/foundings/new">{t('foundings.new')}</GoButton>}
      </PageHead>
      <RecordList id="foundings" label={t('nav.foundings')} columns={columns} source={routeSource(listFoundings)} rowKey={(row) => row.id} href={(row) => `/organisation/foundings/${row.id}`}
        filters={[{ key: 'state', label: t('foundings.state'), options: codeOptions(FOUNDING_STATES) }, { ...unitFilter(t('foundings.parent')), key: 'parent' }]} empty={t('foundings.none')} />
    </div>
  );
}
