import { MAX_DECISION_ITEMS, PAPER_ITEMS, PLATFORM_ROUTES, type DomainService } from '@doanket/contracts';
import { isDay } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Attempt } from '../api/attempt';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { findSigners, findUnitChoices } from '../api/lookups';
import { useSend } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useParam } from '../patterns/address/page-params';
import { codeOptions } from '../patterns/code/code-text';
import { DayField } from '../patterns/form/day-field';
import { SelectField, TextField } from '../patterns/form/fields';
import { FileField, type StoredFile } from '../patterns/form/file-field';
import { FormFrame } from '../patterns/form/form-frame';
import { LookupField, type Choice } from '../patterns/form/lookup-field';
import { useDraft } from '../patterns/form/use-draft';
import { faultsOf, ItemEditor, type Typed } from '../patterns/import/item-editor';
import { itemFieldsOf, itemOf } from '../patterns/import/item-fields';
import { PageHead } from '../patterns/page-head';
import { NotFound } from '../shell/not-found';
import { useSession } from '../shell/session';
import { serviceOf } from './decision-routes';

const POINTERS = ['kind', 'issuerCode', 'number', 'decidedOn', 'signerPostId', 'fileId', 'note'].map((name) => `/body/${name}`);

/** Records a decision taken on paper, as it is: number, day, signer by the post held then, file, items. */
export function RecordDecisionPage() {
  const service = serviceOf(useParam('service'));
  return service === null ? <NotFound /> : <Record service={service} />;
}

function Record({ service }: { service: DomainService }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const kinds = PAPER_ITEMS[service] as Readonly<Record<string, z.ZodType>>;
  const draft = useDraft(`decision/${service}/new`, {
    kind: Object.keys(kinds)[0] ?? '', issuer: (post === null ? null : { value: post.unitCode, label: post.unitName }) as Choice | null, number: '', decidedOn: null as string | null, signerPostId: '', file: null as StoredFile | null, note: '', rows: [] as readonly Typed[],
  });
  const { value, change } = draft;
  const schema = kinds[value.kind] ?? Object.values(kinds)[0]!;
  const fields = useMemo(() => itemFieldsOf(schema), [schema]);
  const faults = useMemo(() => faultsOf(schema, fields, value.rows), [schema, fields, value.rows]);
  const issuer = value.issuer?.value ?? '';
  const dated = value.decidedOn !== null && isDay(value.decidedOn);
  const signers = useQuery({ queryKey: ['membership', 'signers', issuer, value.decidedOn], enabled: issuer !== '' && dated, queryFn: ({ signal }) => findSigners(issuer, value.decidedOn!, signal) });
  const { decisions, files } = PLATFORM_ROUTES[service];
  const record = useSend(decisions.recordDecision, { onDone: (made) => { draft.drop(); open(`/decisions/${service}/${made.id}`); } });
  const at = (name: string): string | undefined => record.error?.errorAt(`/body/${name}`)?.detail;
  const upload = async (file: File): Promise<StoredFile> => {
    const stored = await new Attempt<StoredFile>().run(file.name, (idempotencyKey) => call(files.storeFile, { body: file }, { idempotencyKey }));
    return { id: stored.id, name: stored.name };
  };
  const submit = (): void => record.mutate({ body: {
    kind: value.kind, issuerCode: issuer, number: value.number, decidedOn: value.decidedOn ?? '', signerPostId: value.signerPostId, items: value.rows.map((row) => itemOf(fields, row)),
    ...(value.file === null ? {} : { fileId: value.file.id }), ...(value.note.trim() === '' ? {} : { note: value.note }),
  } });
  const blocked = issuer === '' || value.number.trim() === '' || value.decidedOn === null || value.signerPostId === '' || value.file === null ? t('form.fillRequired') : value.rows.length === 0 ? t('import.noRows') : faults.size > 0 ? t('import.faults', { rows: faults.size }) : null;
  return (
    <div className="page">
      <PageHead title={t('decisions.record')} text={t('decisions.recordHint', { service: t(`service.${service}`) })} />
      <FormFrame submit={t('decisions.save')} onSubmit={submit} busy={record.isPending} problem={record.error} pointers={POINTERS} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={() => open(`/decisions?service=${service}`)} blocked={blocked}>
        <section className="panel stack"><h2>{t('decisions.facts')}</h2>
          <div className="dk-fields">
            <SelectField label={t('decisions.kind')} required value={value.kind} onChange={(kind) => change({ kind, rows: [] })} options={codeOptions(Object.keys(kinds))} error={at('kind')} />
            <LookupField kind="units" label={t('decisions.issuer')} required value={value.issuer} onChange={(next) => change({ issuer: next, signerPostId: '' })} find={findUnitChoices} error={at('issuerCode')} />
            <TextField label={t('decisions.number')} required maxLength={60} value={value.number} onChange={(number) => change({ number })} error={at('number')} hint={t('dossier.numberHint')} />
            <DayField label={t('dossier.decidedOn')} required max={clock.today()} value={value.decidedOn} onChange={(decidedOn) => change({ decidedOn, signerPostId: '' })} error={at('decidedOn')} hint={t('decisions.dayHint')} />
            <SelectField label={t('dossier.signer')} required value={value.signerPostId} onChange={(signerPostId) => change({ signerPostId })} error={at('signerPostId')} disabled={!dated} hint={dated ? t('decisions.signerHint') : t('decisions.dayFirst')}
              options={(signers.data ?? []).map((one) => ({ value: one.id, label: `${one.personName ?? '–'}, ${t(`post.${one.post}`)}` }))} />
            <FileField label={t('dossier.decisionFile')} required hint={t('dossier.fileHint')} value={value.file} onChange={(file) => change({ file })} upload={upload} error={at('fileId')} />
          </div>
          <TextField label={t('dossier.note')} rows={2} maxLength={2000} value={value.note} onChange={(note) => change({ note })} error={at('note')} />
        </section>
        <section className="panel stack"><h2>{t('decisions.items')}</h2><ItemEditor key={value.kind} schema={schema} fields={fields} rows={value.rows} max={MAX_DECISION_ITEMS} onRows={(rows) => change({ rows })} /></section>
      </FormFrame>
    </div>
  );
}
