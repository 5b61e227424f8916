/** A comma-separated file that spreadsheets open with Vietnamese letters intact (UTF-8 with mark). */
export function csvFile(name: string, head: readonly string[], rows: readonly (readonly string[])[]): File {
  const text = [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
  return new File(['\uFEFF', text, '\r\n'], name, { type: 'text/csv;charset=utf-8' });
}

/** Quotes what needs it, and keeps a spreadsheet from taking text for a formula. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[−-]?[\d.,]+%?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
