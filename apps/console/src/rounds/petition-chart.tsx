import { listPetitions, PETITION_CHANNELS, PETITION_STATES } from '@doanket/contracts';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { queryKey } from '../api/query';
import { codeText } from '../patterns/code/code-text';
import { Chart } from '../patterns/dashboard/chart';

const CELLS = PETITION_STATES.flatMap((state) => PETITION_CHANNELS.map((channel) => ({ state, channel })));

/** Petitions of a round by state and channel; each bar opens its petitions. */
export function PetitionChart({ round }: { round: string }) {
  const { t } = useTranslation();
  const totals = useQueries({
    queries: CELLS.map(({ state, channel }) => {
      const query = { round, state, channel, limit: 1 };
      return { queryKey: queryKey(listPetitions, query), staleTime: 30_000, queryFn: async ({ signal }: { signal: AbortSignal }) => (await call(listPetitions, { query }, { signal })).total };
    }),
    combine: (answers) => ({ counts: answers.map((answer) => answer.data ?? null), known: answers.every((answer) => answer.data !== undefined) }),
  });
  const channels = useMemo(() => PETITION_CHANNELS.filter((channel) => channel !== 'ONLINE' || CELLS.some((cell, index) => cell.channel === channel && (totals.counts[index] ?? 0) > 0)), [totals.counts]);
  const rows = useMemo(() => PETITION_STATES.map((state) => ({
    name: codeText(state), href: `/petitions?round=${round}&state=${state}`,
    values: channels.map((channel) => totals.counts[CELLS.findIndex((cell) => cell.state === state && cell.channel === channel)] ?? 0),
  })), [round, channels, totals.counts]);
  const series = useMemo(() => channels.map((channel) => codeText(channel)), [channels]);
  if (!totals.known) return <p className="soft" role="status">{t('shell.loading')}</p>;
  return <Chart title={t('rounds.petitionsByState')} series={series} rows={rows} stacked lying />;
}
