import type { Principal } from '@doanket/auth';
import type { Permission } from '@doanket/contracts';
import type { Transactions } from '@doanket/persistence';
import { fieldErrors, RequestInvalid } from '@doanket/service';
import type { Doors } from './doors';
import type { ExportColumn, ExportList, ExportPage } from './export-list';
import type { ListSheet } from './list-sheet';

/** A list as the jobs take it out, wherever its rows come from. */
export interface ListSource {
  readonly kind: string;
  readonly title: string;
  readonly permission: Permission | null;
  readonly columns: readonly ExportColumn<unknown>[];
  /** Throws like the list itself, e.g. for a unit that the principal does not read. Answers what pages would be asked by today. */
  check(filter: Readonly<Record<string, string>>, principal: Principal): Promise<unknown>;
  /** What pages are asked by, under the rights of this moment. */
  begin(filter: Readonly<Record<string, string>>, principal: Principal): Promise<unknown>;
  page(begun: unknown, after: unknown, principal: Principal): Promise<ExportPage<unknown>>;
}

/** Rows per page of a job: a city of 600,000 is some six hundred calls. A caller over HTTP gets as many as the contract says. */
export const EXPORT_PAGE = 1_000;

/** The lists that can be taken out; see `ExportList` and `sheetOf` for how one registers. */
export class ExportLists {
  private readonly lists = new Map<string, ListSource>();

  constructor(private readonly transactions: Transactions, private readonly doors: Doors) {}

  /** A list with a query of its own. */
  register(list: ExportList): void {
    const begin: ListSource['begin'] = (filter, principal) => {
      const parsed = list.filter.safeParse(filter);
      if (!parsed.success) throw new RequestInvalid(parsed.error.issues.flatMap((issue) => fieldErrors('body', { ...issue, path: ['filter', ...issue.path] })));
      return this.transactions.readWhole((tx) => list.freeze(tx, parsed.data, principal));
    };
    this.add({
      kind: list.kind, title: list.title, permission: list.permission, columns: list.columns, check: begin, begin,
      page: (begun, after) => this.transactions.readWhole((tx) => list.page(tx, begun, after, EXPORT_PAGE)),
    });
  }

  /** A list as its route answers it. */
  registerSheet({ kind, title, route, columns }: ListSheet): void {
    const door = this.doors.of(route);
    this.add({
      kind, title, columns, permission: route.access === 'SIGNED_IN' || route.access === 'PUBLIC' ? null : route.access,
      check: async (filter, principal) => {
        await door.page(door.parse(filter), { limit: 1, after: null }, principal);
        return filter;
      },
      begin: (filter) => Promise.resolve(door.parse(filter)),
      page: (begun, after, principal) => door.page(begun as ReturnType<typeof door.parse>, { limit: EXPORT_PAGE, after: after as string | null }, principal),
    });
  }

  get(kind: string): ListSource {
    const list = this.lists.get(kind);
    if (list === undefined) throw new Error(`No list of kind ${kind} is registered`);
    return list;
  }

  /** The columns that were chosen, in their order. Throws RequestInvalid for one that there is not, or that is named twice. */
  columns(kind: string, chosen: readonly string[] | null): readonly ExportColumn<unknown>[] {
    const { columns } = this.get(kind);
    if (chosen === null) return columns;
    const found = chosen.map((name, at) => (chosen.indexOf(name) === at ? columns.find((column) => column.name === name) : undefined));
    const wrong = found.flatMap((column, at) => (column === undefined ? [{ pointer: `/body/columns/${at}`, detail: 'No column of this list, or named before' }] : []));
    if (wrong.length > 0) throw new RequestInvalid(wrong);
    return found.filter((column) => column !== undefined);
  }

  get kinds(): readonly string[] {
    return [...this.lists.keys()];
  }

  private add(list: ListSource): void {
    if (this.lists.has(list.kind)) throw new Error(`Two lists of kind ${list.kind}`);
    this.lists.set(list.kind, list);
  }
}
