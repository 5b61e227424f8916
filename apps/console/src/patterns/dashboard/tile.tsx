import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Go } from '../address/go';
import { figureText, type FigureLike } from '../format/format';

export interface MoreFigure { readonly label: string; readonly figure: FigureLike | null; readonly href: string | null }

interface TileProps {
  /** The question the tile answers, e.g. "Đã xác nhận bao nhiêu công trình?". */
  readonly question: string;
  readonly figure: FigureLike | null;
  /** Where its records are; a figure that cannot be opened is not shown as a link. */
  readonly href: string | null;
  /** What the figure is compared with. */
  readonly compared?: ReactNode;
  /** Further figures of the same question, smaller. */
  readonly more?: readonly MoreFigure[];
  readonly children?: ReactNode;
  readonly tone?: 'gold' | 'danger';
}

/** One question, its number, what it is compared with. The number opens its records. */
export function Tile({ question, figure, href, compared, more = [], children, tone }: TileProps) {
  const { t } = useTranslation();
  const text = figure === null ? null : figureText(figure);
  return (
    <section className="panel dk-tile" data-tone={tone}>
      <h2>{question}</h2>
      {text === null
        ? <span className="skeleton dk-tile-waiting" role="status" aria-label={t('shell.loading')} />
        : href === null
          ? <p className="dk-figure" data-missing={figure?.reported === false}>{text}</p>
          : <Go to={href} className="dk-figure" aria-label={t('tile.open', { question, figure: text })}>{text}</Go>}
      {more.length > 0 && (
        <dl className="dk-tile-more">
          {more.map((one) => (
            <div key={one.label}><dt>{one.label}</dt><dd className="num">{one.figure === null ? '…' : one.href === null || !one.figure.reported ? figureText(one.figure) : <Go to={one.href} aria-label={t('tile.open', { question: one.label, figure: figureText(one.figure) })}>{figureText(one.figure)}</Go>}</dd></div>
          ))}
        </dl>
      )}
      {compared !== undefined && <p className="soft small">{compared}</p>}
      {children}
    </section>
  );
}

/** At most six tiles beside each other. */
export function Tiles({ children }: { children: ReactNode }) {
  return <div className="dk-tiles">{children}</div>;
}
