import { addIndicator, getIndicator, listIndicators, type AnswerOf, type IndicatorView, type InputOf } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { Dictionary } from './dictionary.service';

@Controller()
export class IndicatorsController {
  constructor(private readonly dictionary: Dictionary) {}

  @Handle(listIndicators)
  list(@Input() input: InputOf<typeof listIndicators>): Promise<AnswerOf<typeof listIndicators>> {
    return this.dictionary.list(input.query);
  }

  @Handle(getIndicator)
  get(@Input() input: InputOf<typeof getIndicator>): Promise<AnswerOf<typeof getIndicator>> {
    return this.dictionary.versions(input.params.code);
  }

  @Handle(addIndicator)
  add(@Input() input: InputOf<typeof addIndicator>): Promise<IndicatorView> {
    return this.dictionary.add(input.body);
  }
}
