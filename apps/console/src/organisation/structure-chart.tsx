import { getUnitStatistics } from '@doanket/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { codeText } from '../patterns/code/code-text';
import { Chart } from '../patterns/dashboard/chart';
import { Loaded } from '../patterns/loaded';
import { structureRows } from './structure-rows';

/** Who the members of a subtree are now, from the counters: women and men by bloc (ORG-14). */
export function StructureChart({ code }: { code: string }) {
  const { t } = useTranslation();
  const statistics = useRoute(getUnitStatistics, { params: { code } });
  const rows = useMemo(() => structureRows(statistics.data?.groups ?? [], (bloc) => (bloc === null ? t('statistics.noBloc') : codeText(bloc))), [statistics.data, t]);
  const series = useMemo(() => [codeText('FEMALE'), codeText('MALE'), t('statistics.genderUnknown')], [t]);
  return <Loaded query={statistics}>{() => (rows.length === 0 ? null : <section className="panel"><Chart title={t('statistics.structure')} series={series} rows={rows} stacked lying /></section>)}</Loaded>;
}
