import type { Findings } from './checker';

/** How one case went; without findings it could not be played to its end. */
export interface Result { readonly name: string; readonly title: string; readonly seconds: number; readonly findings: Findings | null; readonly faults: readonly string[] }
