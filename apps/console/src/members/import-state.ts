import type { ImportView } from '@doanket/contracts';

/** The code under which a state of an import is put into words: some words mean something else elsewhere. */
export const importState = (state: ImportView['state']): string => (['OPEN', 'CHECKED', 'RUNNING'].includes(state) ? `IMPORT_${state}` : state);
