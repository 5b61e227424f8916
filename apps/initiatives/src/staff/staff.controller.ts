import { CurrentPrincipal, type Principal } from '@doanket/auth';
import { type InputOf, listStaffCounts, reportStaff } from '@doanket/contracts';
import { Handle, Input } from '@doanket/service';
import { Controller } from '@nestjs/common';
import { StaffService } from './staff.service';

@Controller()
export class StaffController {
  constructor(private readonly staff: StaffService) {}

  @Handle(reportStaff)
  report(@Input() input: InputOf<typeof reportStaff>, @CurrentPrincipal() principal: Principal) {
    return this.staff.report(input, principal);
  }

  @Handle(listStaffCounts)
  list(@Input() input: InputOf<typeof listStaffCounts>) {
    return this.staff.list(input);
  }
}
