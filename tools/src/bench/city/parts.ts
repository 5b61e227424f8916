import type { BenchLab } from '../bench-lab';
import { duesRun } from '../dues-run';
import { stated, type Row } from '../row';
import { CityLab } from './city-lab';
import { cityLoad } from './city-load';
import { cityStatistics } from './city-statistics';
import { importCopy } from './import-copy';
import { commandRates, memberCommands, type CommandRates } from './member-commands';
import { plans } from './plans';
import { reorganisation } from './reorganisation';
import { citySearch } from './search';

/**
 * The measurements of a whole city (`npm run bench -- --city`), in this order: the reorganisation comes last, for it cannot be
 * taken back. Each part loads the city where an earlier one has not.
 */
export class CityParts {
  private city: CityLab | null = null;
  private empty: CommandRates | null = null;

  constructor(private readonly lab: BenchLab) {}

  readonly parts: Readonly<Record<string, () => Promise<Row[]>>> = {
    'city-tree': async () => [stated('city-tree', `${(await this.opened()).sizes.unions} unions founded by decisions on paper`, { label: 'recorded and confirmed', unit: 's', values: [this.foundedIn] })],
    'city-commands-empty': async () => {
      this.empty = await commandRates(await this.opened());
      return [stated('city-commands-empty', 'applications of single members at an empty table', { label: '8 clients', unit: '/s', values: this.empty.applications })];
    },
    'city-load': async () => cityLoad(await this.opened()),
    'city-search': async () => citySearch(await this.loaded()),
    'city-statistics': async () => cityStatistics(await this.loaded()),
    'city-plans': async () => plans(await this.loaded()),
    'city-commands': async () => {
      if (this.empty === null) throw new Error('The rate at an empty table is missing: city-commands-empty comes before');
      return memberCommands(await this.loaded(), this.empty);
    },
    'city-import': async () => importCopy(await this.loaded()),
    'city-dues': () => duesRun(this.lab),
    'city-reorganisation': async () => reorganisation(await this.loaded()),
  };

  async close(): Promise<void> {
    await this.city?.close();
  }

  private foundedIn = 0;

  private async opened(): Promise<CityLab> {
    if (this.city === null) {
      const { city, foundedIn } = await CityLab.open(this.lab);
      this.city = city;
      this.foundedIn = foundedIn;
    }
    return this.city;
  }

  private async loaded(): Promise<CityLab> {
    const city = await this.opened();
    await city.load();
    return city;
  }
}
