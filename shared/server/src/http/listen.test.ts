import { expect, it } from 'vitest';
import { createLog } from '../create-log.ts';
import { createServer } from './create-server.ts';
import { assertPortFree, listen } from './listen.ts';

it('knows a taken port before and while it listens, and says so in one sentence', async () => {
	const create = () => createServer({ log: createLog({ name: 'test', level: 'silent' }) });
	const first = create();
	const second = create();
	const { port } = await listen(first, { port: 0 });
	const refusal = { code: 'PORT_IN_USE', message: `Port ${port} is taken by another program.` };
	await expect(assertPortFree({ port })).rejects.toMatchObject(refusal);
	await expect(listen(second, { port })).rejects.toMatchObject(refusal);
	await first.close();
	await assertPortFree({ port });
	expect(await listen(second, { port })).toMatchObject({ port });
	await second.close();
});
