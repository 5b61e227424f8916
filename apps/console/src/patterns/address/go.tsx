import { useRouterState } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { keepInAddress, useAddress } from './address';

type GoProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { readonly to: string };

/** A link inside the console; it keeps the day the page is seen at and opens in a new tab like any link. */
export function Go({ to, onClick, ...rest }: GoProps) {
  const { open } = useAddress();
  const search = useRouterState({ select: (state) => state.location.search as Record<string, unknown> });
  const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(to);
  };
  return <a {...rest} href={keepInAddress(to, search)} onClick={follow} />;
}
