/** Headers of every answer. `tls`: the browser reaches us by https. */
export function commonHeaders(tls: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(tls ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/**
 * The console may load and call its own origin only. Styles are an exception: the component library writes style elements
 * while the page runs. Blobs are previews of files and downloads.
 */
export const CONSOLE_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
  "connect-src 'self'", "frame-src 'self' blob:", "worker-src 'self' blob:", "manifest-src 'self'", "media-src 'self'",
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'",
].join('; ');

/** Powers of the browser that no page of ours uses. */
export const PERMISSIONS_POLICY = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()';

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
const PREVIEW_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
const FOREIGN_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * What an answer of a service may do in a browser: data nothing; PDF and pictures may be shown inside our pages; any other
 * file, which somebody has uploaded, is shut in a sandbox, so that it cannot speak for the person who opens it.
 */
export function policyFor(contentType: string | undefined): string {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'application/json' || type === 'application/problem+json') return DATA_POLICY;
  if (type === 'application/pdf' || /^image\/(png|jpeg|webp|gif)$/.test(type)) return PREVIEW_POLICY;
  return FOREIGN_POLICY;
}
