import { compareFigures, listFigureRecords, listFigures, type FigureAnswer, type FigureComparison, type InputOf, type RecordAnswer } from '@doanket/contracts';
import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { FiguresService } from './figures.service';

@Controller()
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  @Handle(listFigures)
  list(@Input() input: InputOf<typeof listFigures>, @CurrentPrincipal() principal: Principal): Promise<FigureAnswer> {
    return this.figures.list(principal, input.query);
  }

  @Handle(compareFigures)
  compare(@Input() input: InputOf<typeof compareFigures>, @CurrentPrincipal() principal: Principal): Promise<FigureComparison> {
    return this.figures.compare(principal, input.query);
  }

  @Handle(listFigureRecords)
  records(@Input() input: InputOf<typeof listFigureRecords>, @CurrentPrincipal() principal: Principal): Promise<RecordAnswer> {
    return this.figures.records(principal, input.query);
  }
}
