import { addIndicator } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { domainCodeFrom } from '../emulation/target-fields';
import { codeOptions } from '../patterns/code/code-text';
import { RecordDialog } from '../patterns/form/record-form';

const UNITS = ['COUNT', 'PERSON', 'PERCENT', 'VND'] as const;

/** A new indicator that units submit, or a new wording of one; a changed meaning is a new version from a day on (RPT-01). */
export function IndicatorForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const rate = (values: Readonly<Record<string, unknown>>): boolean => values['valueUnit'] === 'PERCENT';
  return (
    <RecordDialog wide title={t('reports.addIndicator')} onClose={onClose} route={addIndicator} draft="indicator/new" submit={t('reports.addIndicator')} intro={t('reports.addIndicatorHint')} initial={{ valueUnit: 'COUNT', validFrom: clock.today() }}
      fields={[
        { kind: 'text', name: 'name', label: t('reports.indicatorName'), required: true, maxLength: 200 },
        { kind: 'text', name: 'code', label: t('reports.code'), required: true, maxLength: 60, hint: t('targets.codeHint'), suggest: (values) => domainCodeFrom(String(values['name'] ?? '')) },
        { kind: 'choice', name: 'valueUnit', label: t('reports.valueUnit'), required: true, options: codeOptions(UNITS) }, { kind: 'day', name: 'validFrom', label: t('reports.validFrom'), required: true },
        { kind: 'long', name: 'formula', label: t('reports.formula'), required: true, rows: 3, maxLength: 1000 },
        { kind: 'text', name: 'numerator', label: t('reports.numerator'), required: true, maxLength: 200, when: rate }, { kind: 'text', name: 'denominator', label: t('reports.denominator'), required: true, maxLength: 200, when: rate },
      ]} />
  );
}
