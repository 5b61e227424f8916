import { type IntegrationView, setSigningKey, setWebhook } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../api/query';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { RecordDialog } from '../patterns/form/record-form';

const ADDRESS = /^https?:\/\/.+/;

/** Says where notices of a partner go. The new secret for their signatures is shown this once and kept nowhere here. */
export function WebhookDialog({ integration, onClose }: { integration: IntegrationView; onClose: () => void }) {
  const { t } = useTranslation();
  const { clientId } = integration;
  const set = useSend(setWebhook, { repeatable: true });
  const [url, setUrl] = useState(integration.webhookUrl ?? '');
  const [copied, setCopied] = useState(false);
  const typed = url.trim();
  const wrong = typed !== '' && !ADDRESS.test(typed);
  const secret = set.data?.secret ?? null;
  if (set.data !== undefined && secret !== null) {
    return (
      <Dialog title={t('webhooks.title')} onClose={onClose}>
        <div className="stack" role="status"><p>{t('webhooks.shownOnce')}</p><pre className="dk-payload">{secret}</pre>
          <div className="row"><Button onClick={() => { void navigator.clipboard?.writeText(secret).then(() => setCopied(true)); }}>{copied ? t('fault.copied') : t('fault.copy')}</Button><Button type="primary" onClick={onClose}>{t('partners.kept')}</Button></div></div>
      </Dialog>
    );
  }
  if (set.data !== undefined) return <Dialog title={t('webhooks.title')} onClose={onClose}><div className="stack" role="status"><p>{t('webhooks.nowhere')}</p><div className="row"><Button type="primary" onClick={onClose}>{t('webhooks.close')}</Button></div></div></Dialog>;
  return (
    <Dialog title={t('webhooks.title')} onClose={onClose}>
      <FormFrame submit={typed === '' ? t('webhooks.turnOff') : t('webhooks.set')} danger={typed === ''} busy={set.isPending} problem={set.error} pointers={['/body/url']} onCancel={onClose} blocked={wrong ? t('form.seeErrors') : null} onSubmit={() => set.mutate({ params: { clientId }, body: { url: typed === '' ? null : typed } })}>
        <p className="soft">{t(integration.webhookState === 'PARKED' ? 'webhooks.parkedHint' : 'webhooks.hint')}</p>
        <TextField label={t('webhooks.url')} hint={t('webhooks.urlHint')} value={url} maxLength={500} onChange={setUrl} placeholder="https://" error={wrong ? t('webhooks.addressForm') : set.error?.errorAt('/body/url')?.detail} />
      </FormFrame>
    </Dialog>
  );
}

/** Leaves the public key by which signatures of the partner's files are checked; left empty it is taken away. */
export function SigningKeyDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog title={t('webhooks.signingKey')} onClose={onClose} route={setSigningKey} params={{ clientId }} draft={`partner/${clientId}/signing-key`} submit={t('form.save')} intro={t('webhooks.signingKeyHint')} shape={(body) => ({ publicKey: null, ...body })}
      fields={[{ kind: 'long', name: 'publicKey', label: t('webhooks.publicKey'), rows: 6, maxLength: 4_000, check: (value) => (value === '' || String(value).includes('-----BEGIN PUBLIC KEY-----') ? null : t('webhooks.pemForm')) }]} />
  );
}
