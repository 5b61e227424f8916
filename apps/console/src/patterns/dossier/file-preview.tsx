import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem, type Problem } from '../../api/problem';
import { ProblemNote } from '../problem/problem-note';

/** Shows a file in place: pictures and PDF; anything else is offered for download. */
export function FilePreview({ title, contentType, load, onClose }: { title: string; contentType: string; load: () => Promise<Blob>; onClose: () => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const loading = useRef(load);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    loading.current().then((blob) => {
      if (gone) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    }, (error: unknown) => setProblem(toProblem(error)));
    return () => { gone = true; if (made !== null) URL.revokeObjectURL(made); };
  }, []);
  const shows = contentType.startsWith('image/') || contentType === 'application/pdf';
  return (
    <Modal open title={title} onCancel={onClose} width={900} footer={url === null ? null : <Button href={url} download={title}>{t('dossier.download')}</Button>}>
      {problem !== null && <ProblemNote problem={problem} />}
      {url === null && problem === null && <p className="soft" role="status">{t('shell.loading')}</p>}
      {url !== null && contentType.startsWith('image/') && <img className="dk-preview" src={url} alt={title} />}
      {url !== null && contentType === 'application/pdf' && <iframe className="dk-preview" src={url} title={title} />}
      {url !== null && !shows && <p>{t('dossier.noPreview')}</p>}
    </Modal>
  );
}
