import type { Permission } from '@doanket/contracts';
import type { ComponentType } from 'react';

/** A page of an area: where it lies, what it is called, who sees it. */
export interface AreaPage {
  /** Below the console's root, parameters as `$code`. */
  readonly path: string;
  /** Loads the page when it is first opened. */
  readonly load: () => Promise<ComponentType>;
  /** Any of these opens the page; absent: every signed-in person. */
  readonly needs?: readonly Permission[];
}

/** An entry of the navigation; `key` names its label `nav.<key>`. */
export interface AreaLink { readonly key: string; readonly to: string; readonly needs?: readonly Permission[] }

/** What the command palette finds outside the pages, e.g. a unit. */
export interface Found { readonly title: string; readonly hint: string; readonly to: string }

/** One area of the console. It is shown to those who may see any of its links. */
export interface Area {
  readonly key: string;
  readonly icon: ComponentType;
  readonly links: readonly AreaLink[];
  readonly pages: readonly AreaPage[];
  readonly find?: (words: string, signal: AbortSignal) => Promise<readonly Found[]>;
  readonly findNeeds?: readonly Permission[];
  /** Shows what a dossier is about, by the dossier's subject type. */
  readonly subjects?: Readonly<Record<string, () => Promise<ComponentType<SubjectProps>>>>;
}

/** The thing a dossier is about. */
export interface SubjectProps { readonly id: string }

/** Links and areas that this session may see. */
export function visibleAreas(areas: readonly Area[], may: (permission: Permission) => boolean): Area[] {
  const open = (needs: readonly Permission[] | undefined): boolean => needs === undefined || needs.some(may);
  return areas.map((area) => ({ ...area, links: area.links.filter((link) => open(link.needs)) })).filter((area) => area.links.length > 0);
}

