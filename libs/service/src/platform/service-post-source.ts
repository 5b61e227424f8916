import type { PartnerHolding } from '@doanket/auth';
import { DirectoryPostSource } from '@doanket/directory';
import type { Clock } from '@doanket/kernel';
import { statement, type Transactions } from '@doanket/persistence';

const CACHE_MS = 1_000;

const PARTNER = statement<PartnerHolding>('service.partner', `
  select p.unit_id as "unitId", s.path::text as "unitPath", p.scopes
  from directory_partner p join directory_scope s on s.unit_id = p.unit_id where p.client_id = $1`);

/** Posts from the service's directory, and partners too: their rights also follow what membership recorded, within a second. */
export class ServicePostSource extends DirectoryPostSource {
  private readonly partners = new Map<string, { readonly until: number; readonly holding: PartnerHolding | null }>();

  constructor(private readonly database: Transactions, clock: Clock) {
    super(database, clock);
  }

  override async partnerOf(clientId: string): Promise<PartnerHolding | null> {
    const now = performance.now();
    const known = this.partners.get(clientId);
    if (known !== undefined && known.until > now) return known.holding;
    const holding = await this.readPartner(clientId);
    this.partners.set(clientId, { until: now + CACHE_MS, holding });
    return holding;
  }

  override forget(): void {
    super.forget();
    this.partners.clear();
  }

  private async readPartner(clientId: string): Promise<PartnerHolding | null> {
    const [holding] = await this.database.askWhole(PARTNER, [clientId]);
    return holding ?? null;
  }
}
