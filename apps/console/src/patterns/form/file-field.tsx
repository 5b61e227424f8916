import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../../api/problem';
import { bytesText } from '../format/format';
import { ProblemNote } from '../problem/problem-note';
import { Field, type FieldProps } from './field';

export interface StoredFile { readonly id: string; readonly name: string }

/** The services take at most 20 MB a file. */
const MAX_BYTES = 20 * 1_048_576;

interface FileFieldProps extends FieldProps {
  readonly value: StoredFile | null;
  readonly onChange: (file: StoredFile | null) => void;
  /** Sends the bytes and answers the stored file. */
  readonly upload: (file: File) => Promise<StoredFile>;
  readonly accept?: string;
}

/** One file: chosen, sent at once, kept by its id. */
export function FileField({ value, onChange, upload, accept = '.pdf,.png,.jpg,.jpeg', ...field }: FileFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<File | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setProblem(null);
    if (file.size > MAX_BYTES) { setProblem(toTooLarge(file)); return; }
    setSending(file);
    try {
      onChange(await upload(file));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setSending(null);
      if (input.current !== null) input.current.value = '';
    }
  };
  return (
    <Field {...field}>
      {(aria) => (
        <div className="stack-s">
          <div className="dk-file">
            <input {...aria} ref={input} type="file" className="visually-hidden" tabIndex={-1} accept={accept} onChange={(event) => { void take(event.target.files?.[0]); }} />
            <Button loading={sending !== null} disabled={field.disabled ?? false} aria-label={`${t('form.chooseFile')}: ${field.label}`} onClick={() => input.current?.click()}>{t('form.chooseFile')}</Button>
            {sending !== null && <span className="soft small" role="status">{t('form.sendingFile', { name: sending.name, size: bytesText(sending.size) })}</span>}
            {value !== null && sending === null && <><span>{value.name}</span><Button type="text" size="small" onClick={() => onChange(null)}>{t('form.removeFile')}</Button></>}
          </div>
          {problem !== null && <ProblemNote problem={problem} />}
        </div>
      )}
    </Field>
  );
}

function toTooLarge(file: File): Problem {
  return Object.assign(toProblem(null), { code: 'files/too-large', facts: { maxBytes: MAX_BYTES, bytes: file.size } });
}
