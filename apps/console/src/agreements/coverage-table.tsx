import type { CoverageRow } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { Go } from '../patterns/address/go';
import { numberText, percentOf } from '../patterns/format/format';

/** Both parts of each rate; a unit without an employer with a union has no rate, which is not zero. */
export function CoverageTable({ rows }: { rows: readonly CoverageRow[] }) {
  const { t } = useTranslation();
  return (
    <div className="dk-scroll" tabIndex={0} role="group" aria-label={t('nav.agreementCoverage')}>
      <table className="dk-table">
        <thead><tr><th scope="col">{t('organisation.unit')}</th><th scope="col" data-align="end">{t('coverage.withAgreement')}</th><th scope="col" data-align="end">{t('coverage.withUnion')}</th><th scope="col" data-align="end">{t('coverage.rate')}</th><th scope="col" data-align="end">{t('coverage.newlySigned')}</th><th scope="col" data-align="end">{t('coverage.renewed')}</th></tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={row.unitCode}><th scope="row"><Go to={`/agreements?unit=${row.unitCode}`}>{row.unitName}</Go></th><td data-align="end">{numberText(row.withAgreement)}</td><td data-align="end">{numberText(row.withUnion)}</td><td data-align="end" className="strong">{row.percent === null ? <span className="soft">{t('coverage.noRate')}</span> : percentOf(row.percent)}</td><td data-align="end">{numberText(row.newlySigned)}</td><td data-align="end">{numberText(row.renewed)}</td></tr>
        ))}</tbody>
      </table>
    </div>
  );
}
