import { Module } from '@nestjs/common';
import { EmployersController } from './employers.controller';
import { EmployerQueries } from './employers.queries';
import { EmployersService } from './employers.service';
import { EmployersStore } from './employers.store';

@Module({ controllers: [EmployersController], providers: [EmployersService, EmployersStore, EmployerQueries], exports: [EmployersService, EmployersStore] })
export class EmployersModule {}
