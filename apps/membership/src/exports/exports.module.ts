import { membershipExports } from '@doanket/contracts';
import { ExportBookModule, ExportSeal, platformSheetsOf, type SealedPart, type SealedPlace } from '@doanket/exports';
import { Module } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import { PersonsModule } from '../persons/persons.module';
import { ExportNeedsPost, ExportNotFound, ExportNotInState, TooManyExports } from './export.errors';
import { moneySheets } from './sheets/money.sheets';
import { organisationSheets } from './sheets/organisation.sheets';
import { peopleSheets } from './sheets/people.sheets';

/** Parts of files under the keys that encrypt fields: the database and the store together open nothing either. */
class FieldKeySeal extends ExportSeal {
  constructor(private readonly keys: FieldKeys) {
    super();
  }

  override seal(place: SealedPlace, bytes: Buffer): SealedPart {
    return { bytes: this.keys.cipher.sealBytes(place, bytes), key: null };
  }

  override open(place: SealedPlace, { bytes }: SealedPart): Buffer {
    return this.keys.cipher.openBytes(place, bytes);
  }
}

/** Lists as files. Lists of a million rows have a query of their own, which their feature registers with `ExportLists`. */
@Module({
  imports: [ExportBookModule.forRoot({
    service: 'membership', routes: membershipExports, sheets: [...organisationSheets, ...peopleSheets, ...moneySheets, ...platformSheetsOf('membership')],
    seal: { imports: [PersonsModule], useFactory: (keys: FieldKeys) => new FieldKeySeal(keys), inject: [FieldKeys] },
    failures: { NotFound: ExportNotFound, NotInState: ExportNotInState, TooMany: TooManyExports, NeedsPost: ExportNeedsPost },
  })],
})
export class ExportsModule {}
