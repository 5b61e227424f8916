import { consolidateSubmissions, type ConsolidationView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useIndicatorNames } from '../api/indicator-names';
import { findIndicators, findUnitChoices } from '../api/lookups';
import { StateTag } from '../patterns/code/code-text';
import { Dialog } from '../patterns/form/dialog';
import { RecordForm } from '../patterns/form/record-form';
import { figureText, numberText } from '../patterns/format/format';
import { useSession } from '../shell/session';

/** Sums what the units below handed in for a period, and names who is missing; nothing missing counts as zero (RPT-06). */
export function ConsolidationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { post } = useSession();
  const [made, setMade] = useState<ConsolidationView | null>(null);
  const year = yearOf(clock.today());
  return (
    <Dialog title={t('reports.consolidate')} onClose={onClose} wide>
      <div className="stack">
        <RecordForm route={consolidateSubmissions} draft="consolidation/new" submit={t('reports.consolidate')} onCancel={onClose} onDone={setMade} initial={{ unitCode: post === null ? null : { value: post.unitCode, label: post.unitName }, from: `${year}-01-01`, to: `${year}-12-31` }}
          fields={[
            { kind: 'lookup', name: 'indicator', label: t('reports.indicator'), required: true, of: 'indicators', find: findIndicators, atOnce: true }, { kind: 'lookup', name: 'unitCode', label: t('reports.unit'), required: true, of: 'units', find: findUnitChoices },
            { kind: 'day', name: 'from', label: t('reports.from'), required: true }, { kind: 'day', name: 'to', label: t('reports.to'), required: true }, { kind: 'check', name: 'lock', label: t('reports.lock'), hint: t('reports.lockHint') },
          ]} />
        {made !== null && <Outcome outcome={made} />}
      </div>
    </Dialog>
  );
}

function Outcome({ outcome }: { outcome: ConsolidationView }) {
  const { t } = useTranslation();
  const nameOf = useIndicatorNames();
  return (
    <section className="panel stack-s" role="status">
      <div className="row"><h2>{nameOf(outcome.indicator)}</h2><StateTag code={outcome.state} /></div>
      <p className="strong num">{outcome.value === null ? t('side.noSumWhy') : figureText({ reported: true, value: outcome.value, qualifier: outcome.qualifier })}</p>
      <p className="soft">{t('side.ofUnits', { reported: numberText(outcome.reportedUnits), units: numberText(outcome.units) })}{outcome.missing.length > 0 && ` · ${t('side.missing', { names: outcome.missing.join(', ') })}`}</p>
    </section>
  );
}
