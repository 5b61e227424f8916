import { getCluster, getRound, getUnit } from '@doanket/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from './call';

/** So many units are asked for at the same time; a list may name dozens. */
const AT_ONCE = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function nameOf(code: string, signal: AbortSignal): Promise<string> {
  if (running >= AT_ONCE) await new Promise<void>((go) => { waiting.push(go); });
  running += 1;
  try {
    return (await call(getUnit, { params: { code } }, { signal })).name;
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** A unit by its name, where an answer gives only its code; the code until the name is here, or where it may not be read. */
export function UnitName({ code }: { code: string }) {
  const { data } = useQuery({ queryKey: ['membership', 'unit-name', code], staleTime: 30 * 60_000, retry: false, queryFn: ({ signal }) => nameOf(code, signal) });
  return <>{data ?? code}</>;
}

/** A round by its name, where an answer gives only its code. */
export function RoundName({ code }: { code: string }) {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['campaigns', 'round-name', code], staleTime: 30 * 60_000, retry: false, queryFn: ({ signal }) => call(getRound, { params: { code } }, { signal }) });
  return <>{data === undefined ? code : [t('rounds.ordinal', { ordinal: data.ordinal, year: data.year }), data.label].filter(Boolean).join(', ')}</>;
}

/** A cluster by its name, where an answer gives only its code. */
export function ClusterName({ code }: { code: string }) {
  const { data } = useQuery({ queryKey: ['campaigns', 'cluster-name', code], staleTime: 30 * 60_000, retry: false, queryFn: ({ signal }) => call(getCluster, { params: { code } }, { signal }) });
  return <>{data === undefined ? code : data.name}</>;
}
