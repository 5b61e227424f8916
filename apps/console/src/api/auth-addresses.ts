import type { ACTING_POST_HEADER as ActingPostHeader, AUTH_PATHS as AuthPaths, CSRF_HEADER as CsrfHeader } from '@doanket/contracts';

// The same words as in the contracts, held to them by their types: importing the values would bring the shapes beside them
// into the first load.
export const ACTING_POST_HEADER: typeof ActingPostHeader = 'x-acting-post';
export const CSRF_HEADER: typeof CsrfHeader = 'x-csrf-token';
export const AUTH_PATHS: Pick<typeof AuthPaths, 'login' | 'me' | 'actAs' | 'logout'> = { login: '/auth/login', me: '/auth/me', actAs: '/auth/act-as', logout: '/auth/logout' };
