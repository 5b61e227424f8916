import { createHmac } from 'node:crypto';
import { cleanText } from '@doanket/kernel';
import { InjectConfig } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import type { WelfareConfig } from '../config';

/**
 * Knows a household again without keeping its number: an HMAC under a key that never reaches the database, because a plain
 * hash of so short a number could be reversed. Spaces, dashes and case do not count.
 */
@Injectable()
export class HouseholdKeys {
  private readonly key: Buffer;

  constructor(@InjectConfig() config: WelfareConfig) {
    this.key = Buffer.from(config.HOUSEHOLD_KEY, 'base64');
  }

  hash(householdKey: string): string {
    const written = cleanText(householdKey).toUpperCase();
    const bare = written.replace(/[\s.\-/]/g, '');
    return createHmac('sha256', this.key).update(bare === '' ? written : bare).digest('base64url');
  }
}
