/** Letters of the fonts of old (.VnTime) by the code points under which their bytes are read as Latin-1. Source: TCVN 5712:1993. */
const TCVN3 = pairs(
  'µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦',
  'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ');

const TONES = { ø: '\u0300', ù: '\u0301', û: '\u0309', õ: '\u0303', ï: '\u0323' } as const;
const HATS = { â: '\u0302', à: '\u0302\u0300', á: '\u0302\u0301', å: '\u0302\u0309', ã: '\u0302\u0303', ä: '\u0302\u0323' } as const;
const BOWLS = { ê: '\u0306', è: '\u0306\u0300', é: '\u0306\u0301', ú: '\u0306\u0309', ü: '\u0306\u0303', ë: '\u0306\u0323' } as const;

/** Fonts of VNI: a letter and a mark behind it. Source: the table of VNI Windows as its fonts use it. */
const VNI = vniTable();

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const target = [...to];
  return new Map([...from].map((letter, at) => [letter, target[at] ?? '']));
}

function vniTable(): ReadonlyMap<string, string> {
  const lower = new Map<string, string>([['ñ', 'đ'], ['ö', 'ư'], ['ô', 'ơ'], ['ì', 'ì'], ['í', 'í'], ['æ', 'ỉ'], ['ó', 'ĩ'], ['ò', 'ị'], ['î', 'ỵ']]);
  const add = (letter: string, base: string, marks: Readonly<Record<string, string>>): void => {
    for (const [mark, combining] of Object.entries(marks)) lower.set(letter + mark, (base + combining).normalize('NFC'));
  };
  for (const vowel of ['a', 'e', 'o', 'u', 'y']) add(vowel, vowel, TONES);
  for (const vowel of ['a', 'e', 'o']) add(vowel, vowel, HATS);
  add('a', 'a', BOWLS);
  add('ô', 'ơ', TONES);
  add('ö', 'ư', TONES);
  const all = new Map(lower);
  for (const [from, to] of lower) {
    all.set(from.toUpperCase(), to.toUpperCase());
    // A capital letter often keeps the small mark.
    if (from.length === 2) all.set((from[0] ?? '').toUpperCase() + (from[1] ?? ''), to.toUpperCase());
  }
  return all;
}

export type OldEncoding = 'TCVN3' | 'VNI';

/** Letters that only Vietnamese in Unicode has, precomposed or as marks. */
const UNICODE_VIETNAMESE = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]/;

/** Text of an old font as Unicode. Text that has letters only Unicode has is left as it is. */
export function fromOldEncoding(text: string, encoding: OldEncoding): string {
  if (!/[^\x00-\x7f]/.test(text) || UNICODE_VIETNAMESE.test(text)) return text;
  return encoding === 'TCVN3' ? fromTcvn3(text) : fromVni(text);
}

function fromTcvn3(text: string): string {
  let out = '';
  for (const letter of text) out += TCVN3.get(letter) ?? letter;
  return out;
}

function fromVni(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const two = VNI.get(text.slice(at, at + 2));
    if (two !== undefined && at + 1 < text.length) {
      out += two;
      at += 1;
    } else out += VNI.get(text.charAt(at)) ?? text.charAt(at);
  }
  return out;
}

const SYLLABLE = /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** True for what can be a Vietnamese syllable: its letters, and one tone at most. */
export function isSyllable(word: string): boolean {
  // A capital inside of a word is a sign of a font that is not there.
  if (word !== word.toUpperCase() && word.slice(1) !== word.slice(1).toLowerCase()) return false;
  const open = word.toLowerCase().normalize('NFD');
  if ((open.match(TONE_MARKS) ?? []).length > 1) return false;
  return SYLLABLE.test(open.replace(TONE_MARKS, '').normalize('NFC'));
}

/** Share of the words with letters beyond ASCII that can be Vietnamese; 1 when there is none. */
export function plausibility(text: string): number {
  const words = text.split(/[\s,;|"'/()\d.:+*&-]+/).filter((word) => /[^\x00-\x7f]/.test(word)).slice(0, 5_000);
  if (words.length === 0) return 1;
  return words.filter(isSyllable).length / words.length;
}

const PLAUSIBLE = 0.75;
const CLEARLY = 0.15;

/**
 * Whether text was typed in an old font: the reading that makes most words Vietnamese wins, when it does so clearly.
 * 'UNCLEAR' when no reading makes sense of it.
 */
export function detectOldEncoding(sample: string): OldEncoding | 'UNICODE' | 'UNCLEAR' {
  const asItIs = plausibility(sample);
  const words = sample.split(/\n/);
  const readings = (['TCVN3', 'VNI'] as const).map((encoding) => ({ encoding, share: plausibility(words.map((line) => line.split(/(\s+|[,;\t|"]+)/).map((cell) => fromOldEncoding(cell, encoding)).join('')).join('\n')) }));
  const best = readings.sort((a, b) => b.share - a.share)[0];
  if (best !== undefined && best.share >= PLAUSIBLE && best.share > asItIs + CLEARLY) return best.encoding;
  return asItIs >= 0.3 ? 'UNICODE' : 'UNCLEAR';
}
