import type { ExportKind } from '@doanket/contracts';
import { Injectable } from '@nestjs/common';
import type { ExportList } from './export-list';

/** The lists that can be taken out; see `ExportList` for how one registers. */
@Injectable()
export class ExportLists {
  private readonly lists = new Map<ExportKind, ExportList>();

  register(list: ExportList): void {
    if (this.lists.has(list.kind)) throw new Error(`Two lists of kind ${list.kind}`);
    this.lists.set(list.kind, list);
  }

  get(kind: ExportKind): ExportList {
    const list = this.lists.get(kind);
    if (list === undefined) throw new Error(`No list of kind ${kind} is registered`);
    return list;
  }

  get kinds(): readonly ExportKind[] {
    return [...this.lists.keys()];
  }
}
