import { PLATFORM_ROUTES, type DomainService } from '@doanket/contracts';
import { Attempt } from './attempt';
import { call } from './call';

/** Sends a file to the store of a service and answers its id there. */
export function uploadTo(service: DomainService): (file: File) => Promise<{ id: string; name: string }> {
  const { storeFile } = PLATFORM_ROUTES[service].files;
  return async (file) => {
    const { id, name } = await new Attempt<{ id: string; name: string }>().run(file.name, (idempotencyKey) => call(storeFile, { body: file }, { idempotencyKey }));
    return { id, name };
  };
}
