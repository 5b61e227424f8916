/**
 * The post a session acts as, after looking at what is held today: the chosen one while it is held; the only one held;
 * else none, until the person chooses.
 */
export function actingPostOf(held: readonly { readonly postId: string }[], chosen: string | null): string | null {
  if (chosen !== null && held.some((post) => post.postId === chosen)) return chosen;
  return held.length === 1 ? held[0]!.postId : null;
}
