import { askExport, type ExportFormat, type ExportKind } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../api/query';
import { useAddress } from '../address/address';
import { ProblemNote } from '../problem/problem-note';
import { useToast } from '../toast';

/** Asks for a list as a file, with the filter it is seen under; the file waits in the history. Any list that registers an export uses it. */
export function ExportButtons({ kind, filter, historyAt }: { kind: ExportKind; filter: Readonly<Record<string, string>>; historyAt: string }) {
  const { t } = useTranslation();
  const say = useToast();
  const { open } = useAddress();
  const ask = useSend(askExport, { repeatable: true, onDone: () => { say(t('people.exportAsked')); open(historyAt); } });
  const button = (format: ExportFormat, label: string) => <Button loading={ask.isPending} onClick={() => ask.mutate({ body: { kind, format, filter: { ...filter } } })}>{label}</Button>;
  return <>{button('XLSX', t('people.exportXlsx'))}{button('CSV', t('people.exportCsv'))}{ask.error !== null && <ProblemNote problem={ask.error} />}</>;
}
