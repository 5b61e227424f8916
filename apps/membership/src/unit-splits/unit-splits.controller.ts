import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { dryRunUnitSplit, executeUnitSplit, getUnitSplit, listUnitSplits, undoUnitSplit, type AnswerOf, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { UnitSplitsService } from './unit-splits.service';

@Controller()
export class UnitSplitsController {
  constructor(private readonly splits: UnitSplitsService) {}

  @Handle(dryRunUnitSplit)
  dryRun(@Input() input: InputOf<typeof dryRunUnitSplit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof dryRunUnitSplit>> {
    return this.splits.dryRun(input.body, principal);
  }

  @Handle(executeUnitSplit)
  execute(@Input() input: InputOf<typeof executeUnitSplit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof executeUnitSplit>> {
    return this.splits.execute(input.body, principal);
  }

  @Handle(undoUnitSplit)
  undo(@Input() input: InputOf<typeof undoUnitSplit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof undoUnitSplit>> {
    return this.splits.undo(input, principal);
  }

  @Handle(getUnitSplit)
  get(@Input() input: InputOf<typeof getUnitSplit>): Promise<AnswerOf<typeof getUnitSplit>> {
    return this.splits.get(input.params.id);
  }

  @Handle(listUnitSplits)
  list(@Input() input: InputOf<typeof listUnitSplits>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listUnitSplits>> {
    return this.splits.list(input, principal);
  }
}
