/** Why a part is not ready, or null when it is. */
export type HealthCheck = () => Promise<string | null>;

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ready: boolean; readonly reason: string | null }[];
}

const CHECK_TIMEOUT_MS = 2_000;

/** What must hold before this process takes work. Each library registers its own check. */
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private draining = false;

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready: the process is about to stop. */
  drain(): void {
    this.draining = true;
  }

  async readiness(): Promise<Readiness> {
    const checks = await Promise.all([...this.checks].map(async ([name, check]) => {
      const reason = await reasonOf(check);
      return { name, ready: reason === null, reason };
    }));
    if (this.draining) checks.unshift({ name: 'process', ready: false, reason: 'is stopping' });
    return { ready: checks.every((check) => check.ready), checks };
  }
}

async function reasonOf(check: HealthCheck): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${CHECK_TIMEOUT_MS} ms`), CHECK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return 'check failed';
  } finally {
    clearTimeout(timer);
  }
}
