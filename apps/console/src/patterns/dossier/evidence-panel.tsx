import type { DossierView } from '@doanket/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOptions, codeText } from '../code/code-text';
import { FileField, type StoredFile } from '../form/file-field';
import { SelectField } from '../form/fields';
import { bytesText, instantText } from '../format/format';
import { FilePreview } from './file-preview';

type Evidence = DossierView['evidence'][number];

interface EvidencePanelProps {
  readonly dossier: DossierView;
  readonly upload: (file: File) => Promise<StoredFile>;
  /** Attaches a stored file. */
  readonly attach: (kind: string, fileId: string) => Promise<void>;
  readonly read: (fileId: string) => Promise<Blob>;
}

/** Papers of a dossier: what is there, what the current step still asks for, and adding one. */
export function EvidencePanel({ dossier, upload, attach, read }: EvidencePanelProps) {
  const { t } = useTranslation();
  const current = dossier.steps.find((step) => step.state === 'CURRENT') ?? dossier.steps[0];
  const wanted = current?.evidence ?? [];
  const missing = current?.missingEvidence ?? [];
  const mayAdd = dossier.actions.some((one) => one.action === 'ADD_EVIDENCE' && one.enabled);
  const [kind, setKind] = useState(missing[0] ?? wanted[0] ?? 'OTHER');
  const [shown, setShown] = useState<Evidence | null>(null);
  const send = async (file: File): Promise<StoredFile> => {
    const stored = await upload(file);
    await attach(kind, stored.id);
    return stored;
  };
  return (
    <section className="panel stack" aria-label={t('dossier.evidence')}>
      <h2>{t('dossier.evidence')}</h2>
      {missing.length > 0 && <p className="dk-missing">{t('dossier.missing', { kinds: missing.map(codeText).join(', ') })}</p>}
      {dossier.evidence.length === 0 && <p className="soft">{t('dossier.noEvidence')}</p>}
      <ul className="plain dk-rows">
        {dossier.evidence.map((one) => (
          <li key={one.id} className="row-spread">
            <span><span className="strong">{codeText(one.kind)}</span><br /><span className="small">{one.fileName} · {bytesText(one.size)} · {instantText(one.addedAt)}</span></span>
            <Button size="small" onClick={() => setShown(one)} aria-label={t('dossier.viewFile', { name: one.fileName })}>{t('dossier.view')}</Button>
          </li>
        ))}
      </ul>
      {mayAdd && (
        <div className="dk-fields">
          <SelectField label={t('dossier.evidenceKind')} value={kind} onChange={setKind} options={codeOptions([...new Set([...wanted, 'OTHER'])])} />
          <FileField label={t('dossier.addEvidence')} hint={t('dossier.fileHint')} value={null} onChange={() => undefined} upload={send} />
        </div>
      )}
      {shown !== null && <FilePreview title={shown.fileName} contentType={shown.contentType} load={() => read(shown.fileId)} onClose={() => setShown(null)} />}
    </section>
  );
}
