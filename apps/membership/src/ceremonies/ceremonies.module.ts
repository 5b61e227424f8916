import { Module } from '@nestjs/common';
import { FoundingsModule } from '../foundings/foundings.module';
import { CeremoniesController } from './ceremonies.controller';
import { CeremoniesService } from './ceremonies.service';

@Module({ imports: [FoundingsModule], controllers: [CeremoniesController], providers: [CeremoniesService] })
export class CeremoniesModule {}
