import { useRouterState } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { keepInAddress, useAddress } from './address';

/** A link inside the console that looks like the buttons beside it; it opens in a new tab like any link. */
export function GoButton({ to, primary = false, children }: { to: string; primary?: boolean; children: ReactNode }) {
  const { open } = useAddress();
  const search = useRouterState({ select: (state) => state.location.search as Record<string, unknown> });
  return (
    <Button type={primary ? 'primary' : 'default'} href={keepInAddress(to, search)}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        open(to);
      }}>{children}</Button>
  );
}
