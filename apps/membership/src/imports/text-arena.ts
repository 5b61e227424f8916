const FIRST_BYTES = 1_048_576;

/** Many texts in one block of bytes: a million strings as objects would take several times as much. */
export class TextArena {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private ends = new Uint32Array(65_536);
  private used = 0;
  private count = 0;

  push(text: string): void {
    const size = Buffer.byteLength(text);
    while (this.used + size > this.bytes.length) this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2);
    if (this.count === this.ends.length) {
      const more = new Uint32Array(this.ends.length * 2);
      more.set(this.ends);
      this.ends = more;
    }
    this.bytes.write(text, this.used, 'utf8');
    this.used += size;
    this.ends[this.count] = this.used;
    this.count += 1;
  }

  /** The text under this number; empty for one that is not there. */
  at(index: number): string {
    if (!(index >= 0 && index < this.count)) return '';
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
  }

  sample(most: number): string[] {
    const step = Math.max(1, Math.floor(this.count / most));
    const texts: string[] = [];
    for (let index = 0; index < this.count && texts.length < most; index += step) texts.push(this.at(index));
    return texts;
  }
}
