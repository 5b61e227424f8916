/** Codes, numbers, days: text that is clean already. Most cells of a file are, and looking is cheaper than cleaning. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Text as we store it: Unicode NFC, trimmed, inner white space folded. NFC and NFD input are the same name. */
export function cleanText(text: string): string {
  return PLAIN.test(text) ? text : text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** The key under which a name is found without marks and case: `Đặng Thị Ánh` and `dang thi anh` agree. */
export function searchKey(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : cleanText(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
