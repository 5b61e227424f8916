import type { RouteContract } from '@doanket/contracts';
import type { ReactNode } from 'react';
import type { Page } from '../../api/query';
import type { Find } from '../form/record-fields';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly show: (row: Row) => ReactNode;
  /** Plain text for the export and the card title; default: what `show` answers, where that is text. */
  readonly text?: (row: Row) => string;
  readonly align?: 'end';
  /** Cannot be hidden; the first such column names the row. */
  readonly always?: boolean;
  readonly hiddenAtFirst?: boolean;
  readonly width?: number;
}

export interface Filter {
  /** Its name in the address and in `fetchPage`. */
  readonly key: string;
  readonly label: string;
  /** Absent: free text. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** One of many, found by typing; `of` names the kind of thing in the cache. */
  readonly lookup?: { readonly of: string; readonly find: Find; readonly atOnce?: boolean };
}

export type FilterValues = Readonly<Record<string, string>>;

export interface ListSource<Row> {
  /** Names the list in the cache; filters are added. */
  readonly key: readonly unknown[];
  /** The route behind it and what of the filter stays the same, for taking the list out as a file. */
  readonly behind?: { readonly route: RouteContract; readonly fixed: FilterValues };
  readonly fetchPage: (values: FilterValues, cursor: string | null, signal: AbortSignal) => Promise<Page<Row> & { readonly total?: number }>;
}
