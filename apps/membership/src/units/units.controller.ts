import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  advanceUnit, foundUnit, getTreeDiff, getUnit, getUnitHistory, listTreeMarks, listUnitAncestors, listUnitPosts, listUnits, moveUnit, reclassifyUnit, renameUnit,
  type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { UnitsService } from './units.service';

@Controller()
export class UnitsController {
  constructor(private readonly units: UnitsService) {}

  @Handle(listUnits)
  list(@Input() input: InputOf<typeof listUnits>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listUnits>> {
    return this.units.list(input, principal);
  }

  @Handle(getUnit)
  get(@Input() input: InputOf<typeof getUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getUnit>> {
    return this.units.get(input, principal);
  }

  @Handle(getUnitHistory)
  history(@Input() input: InputOf<typeof getUnitHistory>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getUnitHistory>> {
    return this.units.history(input.params.code, principal);
  }

  @Handle(listUnitPosts)
  posts(@Input() input: InputOf<typeof listUnitPosts>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listUnitPosts>> {
    return this.units.posts(input, principal);
  }

  @Handle(listUnitAncestors)
  ancestors(@Input() input: InputOf<typeof listUnitAncestors>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listUnitAncestors>> {
    return this.units.ancestors(input, principal);
  }

  @Handle(listTreeMarks)
  marks(@Input() input: InputOf<typeof listTreeMarks>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listTreeMarks>> {
    return this.units.marks(input, principal);
  }

  @Handle(getTreeDiff)
  diff(@Input() input: InputOf<typeof getTreeDiff>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof getTreeDiff>> {
    return this.units.diff(input, principal);
  }

  @Handle(foundUnit)
  found(@Input() input: InputOf<typeof foundUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof foundUnit>> {
    return this.units.found(input, principal);
  }

  @Handle(advanceUnit)
  advance(@Input() input: InputOf<typeof advanceUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof advanceUnit>> {
    return this.units.advance(input, principal);
  }

  @Handle(renameUnit)
  rename(@Input() input: InputOf<typeof renameUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof renameUnit>> {
    return this.units.rename(input, principal);
  }

  @Handle(reclassifyUnit)
  reclassify(@Input() input: InputOf<typeof reclassifyUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof reclassifyUnit>> {
    return this.units.reclassify(input, principal);
  }

  @Handle(moveUnit)
  move(@Input() input: InputOf<typeof moveUnit>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof moveUnit>> {
    return this.units.move(input, principal);
  }
}
