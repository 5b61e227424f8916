import { CurrentPrincipal, type Principal } from '@doanket/auth';
import {
  cancelTrainingCourse, closeTrainingCourse, enterAttendances, getTrainingCourse, listAttendances, listTrainingCourses, listTrainingGaps, listTrainingReports, planTrainingCourse,
  presentTrainingReport, type AnswerOf, type InputOf,
} from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { TrainingsService } from './trainings.service';

@Controller()
export class TrainingsController {
  constructor(private readonly trainings: TrainingsService) {}

  @Handle(listTrainingCourses)
  list(@Input() input: InputOf<typeof listTrainingCourses>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listTrainingCourses>> {
    return this.trainings.list(input, principal);
  }

  @Handle(getTrainingCourse)
  get(@Input() input: InputOf<typeof getTrainingCourse>): Promise<AnswerOf<typeof getTrainingCourse>> {
    return this.trainings.get(input.params.id);
  }

  @Handle(planTrainingCourse)
  plan(@Input() input: InputOf<typeof planTrainingCourse>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof planTrainingCourse>> {
    return this.trainings.plan(input, principal);
  }

  @Handle(closeTrainingCourse)
  close(@Input() input: InputOf<typeof closeTrainingCourse>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof closeTrainingCourse>> {
    return this.trainings.close(input, principal);
  }

  @Handle(cancelTrainingCourse)
  cancel(@Input() input: InputOf<typeof cancelTrainingCourse>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof cancelTrainingCourse>> {
    return this.trainings.cancel(input, principal);
  }

  @Handle(enterAttendances)
  enter(@Input() input: InputOf<typeof enterAttendances>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof enterAttendances>> {
    return this.trainings.enter(input, principal);
  }

  @Handle(listAttendances)
  attendances(@Input() input: InputOf<typeof listAttendances>): Promise<AnswerOf<typeof listAttendances>> {
    return this.trainings.attendances(input);
  }

  @Handle(listTrainingGaps)
  gaps(@Input() input: InputOf<typeof listTrainingGaps>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listTrainingGaps>> {
    return this.trainings.gaps(input, principal);
  }

  @Handle(presentTrainingReport)
  present(@Input() input: InputOf<typeof presentTrainingReport>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof presentTrainingReport>> {
    return this.trainings.present(input, principal);
  }

  @Handle(listTrainingReports)
  reports(@Input() input: InputOf<typeof listTrainingReports>, @CurrentPrincipal() principal: Principal): Promise<AnswerOf<typeof listTrainingReports>> {
    return this.trainings.reports(input, principal);
  }
}
