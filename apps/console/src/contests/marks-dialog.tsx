import { markEntries } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useSend } from '../api/query';
import { Dialog } from '../patterns/form/dialog';
import { TextField } from '../patterns/form/fields';
import { FormFrame } from '../patterns/form/form-frame';
import { plainNumber } from '../patterns/form/record-fields';
import { useDraft } from '../patterns/form/use-draft';
import { numberText } from '../patterns/format/format';
import { useToast } from '../patterns/toast';

export interface Mark { readonly entryNo: string; readonly theory: number; readonly practice: number }

/** Reads lines `entry number; theory; practice`, as typed or pasted from a spreadsheet; lines that cannot be marks are named. */
export function readMarks(text: string): { marks: Mark[]; wrong: number[] } {
  const marks: Mark[] = [];
  const wrong: number[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [entryNo = '', theory = '', practice = ''] = line.split(/[\t;]/).map((cell) => cell.trim());
    const [first, second] = [theory, practice].map((mark) => (mark === '' ? NaN : Number(plainNumber(mark))));
    if (entryNo === '' || !isMark(first) || !isMark(second)) wrong.push(index + 1);
    else marks.push({ entryNo, theory: first, practice: second });
  });
  return { marks, wrong };
}

const isMark = (mark: number | undefined): mark is number => mark !== undefined && mark >= 0 && mark <= 100;

/** Marks of theory and practice for many contestants at once; the place follows from the total. */
export function MarksDialog({ code, route, onClose }: { code: string; route: typeof markEntries; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useToast();
  const draft = useDraft(`contest/${code}/marks`, { text: '' });
  const send = useSend(route, { repeatable: true, onDone: ({ marked }) => { draft.drop(); say(t('contests.marked', { count: marked })); onClose(); } });
  const { marks, wrong } = readMarks(draft.value.text);
  return (
    <Dialog title={t('contests.mark')} onClose={onClose} wide>
      <FormFrame submit={t('contests.mark')} busy={send.isPending} problem={send.error} restoredAt={draft.restoredAt} onDrop={draft.drop} onCancel={onClose} onSubmit={() => send.mutate({ params: { code }, body: { marks } })}
        blocked={wrong.length > 0 ? t('contests.wrongLines', { lines: wrong.slice(0, 10).map(numberText).join(', ') }) : marks.length === 0 ? t('contests.noMarks') : null}>
        <TextField label={t('contests.marks')} hint={t('contests.marksHint')} required rows={12} value={draft.value.text} onChange={(text) => draft.change({ text })} />
        <p className="soft small" role="status">{t('contests.marksRead', { count: marks.length })}</p>
      </FormFrame>
    </Dialog>
  );
}
