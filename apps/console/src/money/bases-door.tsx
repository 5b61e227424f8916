import { SALARY_BASES, setDuesBases } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { findMembersOf } from '../api/lookups';
import { codeOptions } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';
import { isMonth } from './dues-term-values';

/** What dues of members are reckoned from, from a month on, up to the next amount known. */
export function BasesDoor({ code, month }: { code: string; month: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  return (
    <Doors doors={[{ key: 'bases', label: t('duesBases.set'), open: may('membership.dues.keep'), form: (close) => (
      <RecordDialog wide title={t('duesBases.set')} onClose={close} route={setDuesBases} params={{ code }} draft={`dues/${code}/bases`} submit={t('form.save')} intro={t('duesBases.hint')} initial={{ rows: [{ memberId: null, base: 'INSURANCE_SALARY', from: month, amountVnd: null }] }}
        fields={[{ kind: 'lines', name: 'rows', label: t('duesBases.rows'), required: true, add: t('duesBases.add'), max: 1_000, line: (n) => t('duesBases.row', { n }), of: [
          { kind: 'lookup', name: 'memberId', label: t('money.member'), required: true, of: `members-${code}`, find: findMembersOf(code) }, { kind: 'choice', name: 'base', label: t('duesBases.base'), required: true, options: codeOptions(SALARY_BASES) },
          { kind: 'text', name: 'from', label: t('money.fromMonth'), required: true, placeholder: month, check: (value) => (isMonth(value) ? null : t('duesTerms.monthForm')) }, { kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', required: true, max: 1_000_000_000_000 },
        ] }]} />) }]} />
  );
}
