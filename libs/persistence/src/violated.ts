interface DriverError { readonly code?: string; readonly constraint?: string }

const driverError = (error: unknown): DriverError | undefined =>
  typeof error === 'object' && error !== null ? (('driverError' in error ? error.driverError : error) as DriverError) : undefined;

/** True when the database refused because of this named constraint (unique, check, foreign key or exclusion). */
export function violated(error: unknown, constraint: string): boolean {
  const driver = driverError(error);
  return driver?.constraint === constraint && (driver.code ?? '').startsWith('23');
}

/** The SQLSTATE of a database failure, or null when the error did not come from the database. */
export function sqlState(error: unknown): string | null {
  const code = driverError(error)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Failures that go away by themselves: lost connection, deadlock, serialization, shut-down, too many connections. */
export function isTransientDatabaseError(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return state.startsWith('08') || state.startsWith('57P') || ['40001', '40P01', '53300', '55P03'].includes(state);
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)) return true;
  return error instanceof Error && /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(error.message);
}
