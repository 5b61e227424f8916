import type { ECharts } from 'echarts/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../address/address';
import { Go } from '../address/go';
import { numberText } from '../format/format';
import { ON_PALETTE, PALETTE } from './palette';

export interface ChartRow {
  readonly name: string;
  /** One value per series; null where nothing was reported. */
  readonly values: readonly (number | null)[];
  /** The records behind the row. */
  readonly href?: string | null;
}

export interface ChartProps {
  readonly title: string;
  readonly series: readonly string[];
  readonly rows: readonly ChartRow[];
  readonly stacked?: boolean;
  /** Bars lie down: for long names. */
  readonly lying?: boolean;
  readonly format?: (value: number) => string;
  /** A line to compare with, e.g. a target. */
  readonly line?: { readonly value: number; readonly label: string } | null;
}

/** Bars, with the same numbers as a table beside them for eyes and fingers that want it; a bar opens its records. */
export function Chart(props: ChartProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const [table, setTable] = useState(false);
  return (
    <figure className="dk-chart" aria-labelledby={titleId}>
      <figcaption className="row-spread">
        <span id={titleId} className="strong">{props.title}</span>
        <button type="button" className="link-button small no-print" aria-pressed={table} onClick={() => setTable(!table)}>{table ? t('chart.asChart') : t('chart.asTable')}</button>
      </figcaption>
      {table ? <ChartTable {...props} /> : <><Bars {...props} /><div className="visually-hidden"><ChartTable {...props} plain /></div></>}
    </figure>
  );
}

function Bars({ series, rows, stacked = false, lying = false, format = numberText, line }: ChartProps) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const place = useRef<HTMLDivElement>(null);
  const height = lying ? Math.max(160, rows.length * 30 + (series.length > 1 ? 70 : 40)) : 260;

  useEffect(() => {
    let chart: ECharts | null = null;
    let gone = false;
    const paper = window.matchMedia('print');
    let draw = (): void => undefined;
    const resize = new ResizeObserver(() => draw());
    let stopFollowing = (): void => undefined;
    void import('./chart-engine').then(({ init }) => {
      const element = place.current;
      if (gone || element === null) return;
      chart = init(element, null, { renderer: 'svg' });
      draw = () => {
        chart?.resize({ width: paper.matches ? PAPER_PX : 'auto' });
        chart?.setOption(optionOf({ series, rows, stacked, lying, format, line: line ?? null, notReported: t('figure.notReported'), width: paper.matches ? PAPER_PX : element.clientWidth }), true);
      };
      draw();
      chart.on('click', (event) => { const href = rows[event.dataIndex]?.href; if (href) open(href); });
      resize.observe(element);
      stopFollowing = followLook(paper, draw);
    });
    return () => { gone = true; resize.disconnect(); stopFollowing(); chart?.dispose(); };
  }, [series, rows, stacked, lying, format, line, open, t]);
  return <div ref={place} className="dk-chart-place" style={{ height }} aria-hidden="true" />;
}

/** Draws anew when the look changes and when the page goes to paper, which has a width of its own and is never dark. */
function followLook(paper: MediaQueryList, draw: () => void): () => void {
  const look = new MutationObserver(draw);
  look.observe(document.documentElement, { attributeFilter: ['data-look'] });
  paper.addEventListener('change', draw);
  return () => { look.disconnect(); paper.removeEventListener('change', draw); };
}

/** From so many columns on they stand too close for all their names. */
const CROWDED = 12;
/** What an upright sheet of A4 leaves for a chart in its panel. A page is drawn for a printer before it is laid out for it. */
const PAPER_PX = 660;
/** A number above a column takes so much; where columns stand closer, the table has the numbers. */
const NUMBER_PX = 30;
/** Names of lying bars take this part of the width, within bounds. */
const NAMES = { part: 0.42, least: 120, most: 230 } as const;

/** What a letter takes of them, about. */
const LETTER_PX = 6.4;

/** A name that has no room loses its middle: unions of one kind begin alike, and differ at their end. */
export function shortName(name: string, letters: number): string {
  if (name.length <= letters) return name;
  const end = Math.ceil((letters - 1) / 2);
  return `${name.slice(0, letters - 1 - end).trimEnd()}…${name.slice(-end).trimStart()}`;
}

interface Drawing { series: readonly string[]; rows: readonly ChartRow[]; stacked: boolean; lying: boolean; format: (value: number) => string; line: ChartProps['line']; notReported: string; width: number }

function optionOf({ series, rows, stacked, lying, format, line, notReported, width }: Drawing): Record<string, unknown> {
  const look = document.documentElement.dataset['look'] === 'dark' ? 'dark' : 'light';
  const dark = look === 'dark';
  const palette = PALETTE[look];
  const ink = dark ? '#ECEAE6' : '#22201C';
  const faint = dark ? '#3A3734' : '#E4E1DB';
  const text = { color: ink, fontFamily: "'Be Vietnam Pro', sans-serif", fontSize: 12 };
  // Many columns beside each other: not every one has its name and number, the table has them all.
  const crowded = !lying && rows.length > CROWDED;
  const room = Math.min(NAMES.most, Math.max(NAMES.least, width * NAMES.part));
  const names = { type: 'category', data: rows.map((row) => row.name), axisLabel: { ...text, width: lying ? room : 90, ...(lying ? { formatter: (name: string) => shortName(name, Math.floor(room / LETTER_PX)) } : {}), lineHeight: 15, overflow: lying || crowded ? 'truncate' : 'break', ...(crowded ? { hideOverlap: true } : { interval: 0 }) }, axisLine: { lineStyle: { color: faint } }, axisTick: { show: false }, inverse: lying };
  const values = { type: 'value', minInterval: 1, axisLabel: { ...text, formatter: format, hideOverlap: true }, splitLine: { lineStyle: { color: faint } } };
  return {
    animation: false, color: palette, textStyle: text,
    aria: { enabled: true, decal: { show: series.length > 1 } },
    grid: { left: 8, right: lying ? 56 : 12, top: series.length > 1 ? 34 : 22, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: series.length > 1 ? { top: 0, left: 0, textStyle: text, itemWidth: 18 } : undefined,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : notReported) },
    xAxis: lying ? values : names, yAxis: lying ? names : values,
    series: series.map((name, index) => ({
      type: 'bar', name, stack: stacked ? 'all' : undefined, barMaxWidth: 34, cursor: 'pointer',
      data: rows.map((row) => row.values[index] ?? null),
      labelLayout: { hideOverlap: true }, label: { show: !crowded || width / rows.length >= NUMBER_PX, position: stacked ? 'inside' : lying ? 'right' : 'top', ...text, ...(stacked ? onBar(look, index) : { color: ink }), formatter: (point: { value?: unknown }) => (typeof point.value === 'number' && point.value !== 0 ? format(point.value) : '') },
      markLine: line && index === 0 ? { symbol: 'none', silent: true, label: { formatter: line.label, ...text }, lineStyle: { color: ink, type: 'dashed' }, data: [lying ? { xAxis: line.value } : { yAxis: line.value }] } : undefined,
    })),
  };
}

/** A number inside a bar: in the ink of the bar's colour, and with a rim of that colour, so that the pattern of the bar does not run through it. */
const onBar = (look: 'light' | 'dark', index: number): Record<string, unknown> => {
  const at = index % PALETTE[look].length;
  return { color: ON_PALETTE[look][at], textBorderColor: PALETTE[look][at], textBorderWidth: 3 };
};

function ChartTable({ title, series, rows, format = numberText, plain = false }: ChartProps & { plain?: boolean }) {
  const { t } = useTranslation();
  return (
    <table className="dk-table" data-dense="true">
      <caption className="visually-hidden">{title}</caption>
      <thead><tr><th scope="col">{t('chart.name')}</th>{series.map((name) => <th key={name} scope="col" data-align="end">{name}</th>)}</tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.href && !plain ? <Go to={row.href}>{row.name}</Go> : row.name}</th>
            {row.values.map((value, index) => <td key={series[index]} data-align="end">{value === null ? t('figure.notReported') : format(value)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
