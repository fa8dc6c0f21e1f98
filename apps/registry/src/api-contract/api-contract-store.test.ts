import { type ApiContract, apiContract, describeApi } from '@flotilla/contracts/open-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStores } from '../testing/open-test-stores.ts';
import { keepContract, readContract } from './api-contract-store.ts';

let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
	stores = await openTestStores({ now: () => Date.now() });
});
afterAll(() => stores.dispose());

const contract = (version: string): ApiContract => {
	const document = apiContract.parse(describeApi());
	return { ...document, info: { ...document.info, version } };
};

it('what an API says again is no news, and each channel has its own', async () => {
	expect(await keepContract(stores.database, 'production', contract('1.0.0'))).toBe(true);
	expect(await keepContract(stores.database, 'production', contract('1.0.0'))).toBe(false);
	expect(await keepContract(stores.database, 'staging', contract('1.1.0'))).toBe(true);
	expect(await readContract(stores.database, 'production')).toMatchObject({ version: '1.0.0' });
	expect(await readContract(stores.database, 'elsewhere')).toBeNull();
});

it('what an API goes back to counts again, and the twenty last that were seen are kept', async () => {
	for (let minor = 0; minor < 25; minor += 1) {
		await keepContract(stores.database, 'moving', contract(`1.${minor}.0`));
	}
	await keepContract(stores.database, 'moving', contract('1.23.0'));
	expect(await readContract(stores.database, 'moving')).toMatchObject({ version: '1.23.0' });
	const rows = await stores.database.selectFrom('api_contracts').selectAll().where('channel', '=', 'moving').execute();
	expect(rows).toHaveLength(20);
	expect(await readContract(stores.database, 'production')).toMatchObject({ version: '1.0.0' });
});
