import fastify from 'fastify';
import { Pool } from 'pg';

/**
 * What a read costs without us: one Fastify handler, the same query, nothing else. `DATABASE_URL`; answers its port to the
 * parent process.
 */
async function main(): Promise<void> {
  const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
  const app = fastify();
  app.get<{ Params: { id: string } }>('/petitions/:id', async ({ params }, reply) => {
    const { rows } = await pool.query<object>(
      `select p.*, v.name as unit_name, u.code as unit_code from campaigns.petition p
       join campaigns.directory_unit u on u.id = p.unit_id
       join campaigns.directory_unit_version v on v.unit_id = p.unit_id and upper_inf(v.recorded) and v.valid @> current_date
       where p.id = $1`, [params.id]);
    const [row] = rows;
    return row ?? reply.code(404).send({ status: 404 });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const [address] = app.addresses();
  process.send?.({ port: address?.port });
}

process.on('disconnect', () => process.exit());
void main();
