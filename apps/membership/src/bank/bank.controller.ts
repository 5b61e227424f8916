import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  ignoreBankEntry, importBankStatement, listBankEntries, listBankStatements, matchBankEntry, unmatchBankEntry, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { BankService } from './bank.service';

@Controller()
export class BankController {
  constructor(private readonly bank: BankService) {}

  @Handle(importBankStatement)
  importBankStatement(@Input() input: InputOf<typeof importBankStatement>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof importBankStatement>> {
    return this.bank.import(input, principal);
  }

  @Handle(listBankStatements)
  listBankStatements(@Input() input: InputOf<typeof listBankStatements>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listBankStatements>> {
    return this.bank.statements(input, principal);
  }

  @Handle(listBankEntries)
  listBankEntries(@Input() input: InputOf<typeof listBankEntries>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listBankEntries>> {
    return this.bank.entries(input, principal);
  }

  @Handle(matchBankEntry)
  matchBankEntry(@Input() input: InputOf<typeof matchBankEntry>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof matchBankEntry>> {
    return this.bank.match(input, principal);
  }

  @Handle(unmatchBankEntry)
  unmatchBankEntry(@Input() input: InputOf<typeof unmatchBankEntry>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof unmatchBankEntry>> {
    return this.bank.unmatch(input, principal);
  }

  @Handle(ignoreBankEntry)
  ignoreBankEntry(@Input() input: InputOf<typeof ignoreBankEntry>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof ignoreBankEntry>> {
    return this.bank.ignore(input, principal);
  }
}
