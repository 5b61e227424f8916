import { EXCHANGE_KINDS, type ExchangeKind } from '@doanket/contracts';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { NumberField, SelectField, TextField } from '../patterns/form/fields';
import { Field } from '../patterns/form/field';
import { FormFrame } from '../patterns/form/form-frame';
import { bytesText } from '../patterns/format/format';
import { useJobs } from '../patterns/job/jobs';
import { formatOf, uploadExchange } from './upload-exchange';

const PERIOD = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

/** Announces a file from the insurer that came by hand, with its number and its count of rows, and sends it part by part. */
export function SendFileDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const { start } = useJobs();
  const [kind, setKind] = useState<ExchangeKind>('D02_LT');
  const [period, setPeriod] = useState('');
  const [number, setNumber] = useState<number | null>(null);
  const [rows, setRows] = useState<number | null>(null);
  const [signer, setSigner] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const format = file === null ? null : formatOf(file.name);
  const wrongPeriod = period !== '' && !PERIOD.test(period);
  const ready = PERIOD.test(period) && (number ?? 0) > 0 && (rows ?? 0) > 0 && file !== null && format !== null;
  const send = (): void => {
    if (!ready || file === null || format === null) return;
    const announced = { kind, period, sequenceNo: number ?? 0, rows: rows ?? 0, format, ...(signer.trim() === '' ? {} : { signer: signer.trim() }) };
    start(t('exchanges.sending', { name: file.name }), async (tools) => { const { id } = await uploadExchange(file, announced, tools); open(`/exchanges/${id}`); return null; });
    onClose();
  };
  return (
    <Dialog title={t('exchanges.send')} onClose={onClose}>
      <FormFrame submit={t('exchanges.send')} busy={false} problem={null} pointers={[]} onCancel={onClose} onSubmit={send} blocked={wrongPeriod || (file !== null && format === null) ? t('form.seeErrors') : ready ? null : t('form.fillRequired')}>
        <p className="soft">{t('exchanges.sendHint')}</p>
        <div className="dk-fields">
          <SelectField label={t('exchanges.kind')} required value={kind} options={codeOptions(EXCHANGE_KINDS)} onChange={(next) => setKind(next as ExchangeKind)} />
          <TextField label={t('exchanges.period')} required value={period} maxLength={7} placeholder="2026-10" onChange={setPeriod} error={wrongPeriod ? t('exchanges.periodForm') : undefined} />
          <NumberField label={t('exchanges.number')} required value={number} max={1_000_000} onChange={setNumber} hint={t('exchanges.numberHint')} />
          <NumberField label={t('exchanges.rows')} required value={rows} max={1_000_000} onChange={setRows} hint={t('exchanges.rowsHint')} />
          <TextField label={t('exchanges.signer')} value={signer} maxLength={200} onChange={setSigner} />
          <Field label={t('exchanges.file')} required error={file !== null && format === null ? t('exchanges.fileForm') : undefined} hint={t('exchanges.fileForm')}>{(aria) => (
            <div className="dk-file">
              <input {...aria} ref={input} type="file" className="visually-hidden" tabIndex={-1} accept=".csv,.xlsx,.xml" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
              <Button aria-label={`${t('form.chooseFile')}: ${t('exchanges.file')}`} onClick={() => input.current?.click()}>{t('form.chooseFile')}</Button>
              {file !== null && <span>{file.name} <span className="soft small">{bytesText(file.size)}</span></span>}
            </div>
          )}</Field>
        </div>
      </FormFrame>
    </Dialog>
  );
}
