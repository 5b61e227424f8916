import { listPartners, openPartner, PERMISSIONS, renewPartnerSecret, type PartnerView, type PermissionRule } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../api/query';
import { StateTag } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { Doors } from '../patterns/form/doors';
import { FormFrame } from '../patterns/form/form-frame';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom } from '../patterns/form/record-fields';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** What partner systems may be given. */
const SCOPES = (Object.entries(PERMISSIONS) as [string, PermissionRule][]).filter(([, rule]) => rule.realmRoles?.includes('partner') === true).map(([name]) => name);

/** Partner systems of the unit: what each may read, and its secret, shown once. */
export function PartnersPage() {
  const { t, i18n } = useTranslation();
  const { may } = useSession();
  const [renewing, setRenewing] = useState<PartnerView | null>(null);
  const scopeText = (scope: string): string => { const key = `scope.${scope.replaceAll('.', '_')}`; return i18n.exists(key) ? t(key) : scope; };
  const columns: Column<PartnerView>[] = [
    { key: 'name', title: t('partners.name'), show: (row) => row.name, always: true },
    { key: 'client', title: t('partners.clientId'), show: (row) => <code>{row.clientId}</code>, text: (row) => row.clientId },
    { key: 'scopes', title: t('partners.scopes'), show: (row) => row.scopes.map(scopeText).join('; ') },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={`PARTNER_${row.state}`} />, text: (row) => row.state },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.partners')} text={t('partners.hint')}>
        <Doors doors={[{ key: 'open', label: t('partners.open'), primary: true, open: may('membership.partner.open'), form: (close) => (
          <RecordDialog title={t('partners.open')} onClose={close} route={openPartner} draft="partner/new" submit={t('partners.open')}
            fields={[
              { kind: 'text', name: 'name', label: t('partners.name'), required: true, maxLength: 200 }, { kind: 'text', name: 'clientId', label: t('partners.clientId'), required: true, maxLength: 80, hint: t('partners.clientHint'), suggest: (values) => (String(values['name'] ?? '') === '' ? '' : `partner-${codeFrom(values['name'] as string)}`) },
              { kind: 'choices', name: 'scopes', label: t('partners.scopes'), required: true, options: SCOPES.map((value) => ({ value, label: scopeText(value) })) },
            ]} />
        ) }]} />
      </PageHead>
      <RecordList id="partners" label={t('nav.partners')} columns={columns} source={routeSource(listPartners)} rowKey={(row) => row.id} href={(row) => `/exchanges/partners/${row.clientId}`} empty={t('partners.none')} rowActions={(row) => <Button size="small" disabled={row.state !== 'OPEN'} onClick={() => setRenewing(row)}>{t('partners.renew')}</Button>} />
      {renewing !== null && <RenewDialog partner={renewing} onClose={() => setRenewing(null)} />}
    </div>
  );
}

function RenewDialog({ partner, onClose }: { partner: PartnerView; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useSend(renewPartnerSecret, { repeatable: true });
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={t('partners.renewOf', { name: partner.name })} onClose={onClose}>
      {renew.data === undefined
        ? <FormFrame submit={t('partners.renew')} danger busy={renew.isPending} problem={renew.error} onCancel={onClose} onSubmit={() => renew.mutate({ params: { clientId: partner.clientId } })}><p>{t('partners.renewHint')}</p></FormFrame>
        : (
          <div className="stack" role="status"><p>{t('partners.shownOnce')}</p><pre className="dk-payload">{renew.data.clientSecret}</pre>
            <div className="row"><Button onClick={() => { void navigator.clipboard?.writeText(renew.data.clientSecret).then(() => setCopied(true)); }}>{copied ? t('fault.copied') : t('fault.copy')}</Button><Button type="primary" onClick={onClose}>{t('partners.kept')}</Button></div></div>
        )}
    </Dialog>
  );
}
