import type { Permission } from '@doanket/contracts';
import type { ReactNode } from 'react';
import { NotFound } from './not-found';
import { useSession } from './session';

/** A page for those who may see it; for the others it is not there, as the services answer too. */
export function Guarded({ needs, children }: { needs: readonly Permission[] | undefined; children: ReactNode }) {
  const { may } = useSession();
  return needs === undefined || needs.some(may) ? children : <NotFound />;
}
