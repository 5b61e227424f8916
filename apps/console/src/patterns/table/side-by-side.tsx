import { useTranslation } from 'react-i18next';
import { Go } from '../address/go';
import { figureText, type FigureLike } from '../format/format';

export interface SideUnit { readonly code: string; readonly name: string; readonly note?: string }
export interface SideCell extends FigureLike { readonly href?: string | null }
export interface SideRow {
  readonly code: string;
  readonly name: string;
  readonly cells: Readonly<Record<string, SideCell | undefined>>;
  /** A sum where one may be made; rates have none and are never averaged. */
  readonly sum?: FigureLike | null;
}

interface SideBySideProps { readonly caption: string; readonly units: readonly SideUnit[]; readonly rows: readonly SideRow[] }

/** Units in columns, indicators in rows. What was not reported is said, never counted as zero and never averaged over. */
export function SideBySide({ caption, units, rows }: SideBySideProps) {
  const { t } = useTranslation();
  const withSums = rows.some((row) => row.sum !== undefined && row.sum !== null);
  return (
    <div className="dk-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="dk-table dk-side">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('side.indicator')}</th>
            {units.map((unit) => <th key={unit.code} scope="col" data-align="end">{unit.name}{unit.note !== undefined && <span className="dk-side-note">{unit.note}</span>}</th>)}
            {withSums && <th scope="col" data-align="end">{t('side.sum')}</th>}
            <th scope="col">{t('side.reported')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const missing = units.filter((unit) => row.cells[unit.code]?.reported !== true);
            return (
              <tr key={row.code}>
                <th scope="row">{row.name}</th>
                {units.map((unit) => <td key={unit.code} data-align="end"><Cell cell={row.cells[unit.code]} of={`${row.name}, ${unit.name}`} /></td>)}
                {withSums && <td data-align="end" className="strong">{row.sum === undefined || row.sum === null ? <span className="soft" title={t('side.noSumWhy')}>{t('side.noSum')}</span> : figureText(row.sum)}</td>}
                <td className="small">
                  {t('side.ofUnits', { reported: units.length - missing.length, units: units.length })}
                  {missing.length > 0 && <span className="soft dk-side-note">{t('side.missing', { names: missing.map((unit) => unit.name).join(', ') })}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell, of }: { cell: SideCell | undefined; of: string }) {
  const { t } = useTranslation();
  if (cell === undefined || !cell.reported) return <span className="soft">{t('figure.notReported')}</span>;
  const text = figureText(cell);
  return cell.href ? <Go to={cell.href} aria-label={`${of}: ${text}`}>{text}</Go> : <>{text}</>;
}
