/** Repeats `check` until it passes; throws its last failure when the time is over. Never sleep in a test: wait for a fact. */
export async function eventually<T>(check: () => Promise<T> | T, { withinMs = 5_000, everyMs = 25 }: { withinMs?: number; everyMs?: number } = {}): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() >= until) throw error;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}
