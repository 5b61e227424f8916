import { draftGrading, GRADING_BANDS, GRADING_STATES, getGradingSummary, type GradingView, listGradings } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Tile, Tiles } from '../patterns/dashboard/tile';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { scoreFields } from './score-fields';

/** How far the grading of a year has come, and the gradings themselves. */
export function GradingsPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const { search } = useAddress();
  const year = /^\d{4}$/.test(search['year'] ?? '') ? Number(search['year']) : yearOf(clock.today());
  const summary = useRoute(getGradingSummary, { query: { year, ...(search['unit'] === undefined ? {} : { unit: search['unit'] }) } });
  const figure = (value: number | undefined) => (value === undefined ? null : { reported: true, value: String(value) });
  const at = (extra: string): string => `/gradings?year=${year}${extra}`;
  const columns: Column<GradingView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true },
    { key: 'year', title: t('gradings.year'), show: (row) => String(row.year) },
    { key: 'sheet', title: t('gradings.sheet'), show: (row) => codeText(row.sheet), hiddenAtFirst: true },
    { key: 'self', title: t('gradings.self'), align: 'end', show: (row) => numberText(row.selfTotal) },
    { key: 'checked', title: t('gradings.checked'), align: 'end', show: (row) => (row.checkedTotal === null ? '–' : numberText(row.checkedTotal)) },
    { key: 'band', title: t('gradings.band'), show: (row) => (row.band === null ? '–' : codeText(row.band)) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.gradings')} text={t('gradings.hint')}>
        <Doors doors={[{ key: 'draft', label: t('gradings.draft'), open: may('membership.grading.score') && post !== null, primary: true, form: (close) => <DraftDialog unitCode={post?.unitCode ?? ''} onClose={close} /> }]} />
      </PageHead>
      <Tiles>
        <Tile question={t('gradings.howFar', { year })} figure={figure(summary.data?.selfScored)} href={at('')} compared={summary.data === undefined ? undefined : t('gradings.ofUnions', { unions: numberText(summary.data.unions) })}
          more={[{ label: t('gradings.graded'), figure: figure(summary.data?.graded), href: at('&state=GRADED') }, { label: t('gradings.waiting'), figure: figure(summary.data === undefined ? undefined : summary.data.selfScored - summary.data.graded), href: at('&state=SELF_SCORED') }]} />
        <Tile question={t('gradings.excellent')} figure={figure(summary.data === undefined ? undefined : bandCount(summary.data.bands, 'BAND_EXCELLENT'))} href={at('&band=BAND_EXCELLENT')} tone="gold"
          more={GRADING_BANDS.slice(1).map((band) => ({ label: codeText(band), figure: figure(summary.data === undefined ? undefined : bandCount(summary.data.bands, band)), href: at(`&band=${band}`) }))} />
      </Tiles>
      <RecordList id="gradings" label={t('nav.gradings')} columns={columns} source={routeSource(listGradings)} rowKey={(row) => row.id} href={(row) => `/gradings/${row.id}`}
        filters={[{ key: 'year', label: t('gradings.year') }, { key: 'state', label: t('rounds.state'), options: codeOptions(GRADING_STATES) }, { key: 'band', label: t('gradings.band'), options: codeOptions(GRADING_BANDS) }, unitFilter()]} empty={t('gradings.none')} />
    </div>
  );
}

function bandCount(bands: readonly { band: string; unions: number }[], band: string): number {
  return bands.find((one) => one.band === band)?.unions ?? 0;
}

function DraftDialog({ unitCode, onClose }: { unitCode: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  return (
    <RecordDialog route={draftGrading} title={t('gradings.draft')} draft={`grading/new/${unitCode}`} submit={t('gradings.draft')} onClose={onClose} onDone={(grading) => open(`/gradings/${grading.id}`)} initial={{ year: yearOf(clock.today()) }} extra={{ unitCode }}
      fields={[{ kind: 'year', name: 'year', label: t('gradings.year'), required: true }, ...scoreFields(t, null), { kind: 'long', name: 'note', label: t('gradings.note'), maxLength: 5000 }]} />
  );
}
