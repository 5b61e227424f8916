import { getAgreementCoverage } from '@doanket/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findUnitChoices, unitsBelow } from '../api/lookups';
import { useRoute } from '../api/query';
import type { Choice } from '../patterns/form/lookup-field';
import { LookupsField } from '../patterns/form/lookups-field';
import { numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { CoverageTable } from './coverage-table';

/** So many units are compared at once: their codes travel in the address of the question. */
const MOST = 40;

/** Coverage by agreements unit by unit, with its denominator named; how many have a rate, never an average (CBA-06). */
export function CoveragePage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const unit = post?.unitCode ?? '';
  const [chosen, setChosen] = useState<readonly Choice[] | null>(null);
  const below = useQuery({ queryKey: ['membership', 'units-below', unit], queryFn: () => unitsBelow(unit), staleTime: 5 * 60_000 });
  const own = post === null ? [] : [{ value: post.unitCode, label: post.unitName }];
  const first = below.data === undefined ? [] : below.data.length === 0 ? own : below.data.slice(0, MOST);
  const shown = chosen ?? first;
  const codes = shown.map((one) => one.value).join(',');
  const coverage = useRoute(getAgreementCoverage, { query: { units: codes } }, { enabled: codes !== '', keepPrevious: true });
  return (
    <div className="page">
      <PageHead title={t('nav.agreementCoverage')} text={t('coverage.hint')} />
      <section className="panel"><LookupsField label={t('coverage.units')} hint={t('coverage.unitsHint', { most: MOST })} of="units" find={findUnitChoices} value={shown} onChange={(next) => setChosen(next.slice(0, MOST))} /></section>
      {codes === '' ? <p className="soft">{t('coverage.choose')}</p> : (
        <section className="panel stack"><Loaded query={coverage}>{(data) => (
          <>
            <p role="status">{t('coverage.withRate', { n: numberText(data.withRate), of: numberText(data.of) })}</p>
            <CoverageTable rows={data.items} />
          </>
        )}</Loaded></section>
      )}
    </div>
  );
}
