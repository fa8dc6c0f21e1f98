import { randomUUID } from 'node:crypto';
import type { ImportUsersResult, Role, User, UsersList } from '@flotilla/contracts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson as createPersonOf } from '../../testing/create-person.ts';
import { readData, readFailure, type StartedApi, startApi } from '../../testing/start-api.ts';

let started: StartedApi;
let token: string;
let admin: User;
beforeAll(async () => {
	started = await startApi({ maximumImportRows: 1500, maximumImportSize: 200_000 });
	({ token, user: admin } = await started.signIn());
});
afterAll(() => started.stop());

const createPerson = (role: Role) => createPersonOf(started, token, role);
const send = (content: BlobPart, query = '', { as = token, part = 'file' } = {}) => {
	const body = new FormData();
	body.append(part, new File([content], 'people.csv', { type: 'text/csv' }));
	return started.request(`/api/users/import?${query}`, { method: 'POST', token: as, body });
};
const importFile = async (content: BlobPart, query = '', as = token): Promise<ImportUsersResult> =>
	readData(await send(content, query, { as }));
const find = async (search: string): Promise<User[]> =>
	(
		await readData<UsersList>(
			await started.request(`/api/users?limit=100&search=${encodeURIComponent(search)}`, { token }),
		)
	).users;
const newEmail = () => `${randomUUID()}@flotilla.test`;
const position = async () =>
	(await started.api.database.selectFrom('event_stream').select('last_offset').executeTakeFirstOrThrow()).last_offset;
const eventsSince = async (offset: number) =>
	(
		await started.api.database.selectFrom('events').selectAll().where('offset', '>', offset).orderBy('offset').execute()
	).map(({ type, payload }) => ({ type, payload }));

describe('importing people', () => {
	it('creates accounts from columns in any order, and says which it does not read', async () => {
		const [one, two] = [newEmail(), newEmail()];
		const before = await position();
		const result = await importFile(
			`\ufeffstatus,LastName,Shoe size,email,firstName,role\r\ninactive,Hopper,38,${one.toUpperCase()}, Grace ,Viewer\r\n,"Lo""vel, ace",,${two},Ada,\r\n`,
		);
		expect(result).toEqual({
			imported: 2,
			updated: 0,
			skipped: 0,
			failed: 0,
			errors: [],
			ignoredColumns: ['Shoe size'],
			dryRun: false,
		});
		expect(await find(one)).toMatchObject([
			{ firstName: 'Grace', lastName: 'Hopper', role: 'viewer', status: 'inactive' },
		]);
		expect(await find(two)).toMatchObject([{ lastName: 'Lo"vel, ace', role: 'member', status: 'active', version: 1 }]);
		expect(await eventsSince(before)).toEqual([{ type: 'users:imported', payload: { count: 2 } }]);
		// Who may sign in is asked to set a password.
		expect(await started.mailsTo(one)).toEqual([]);
		expect(await started.mailsTo(two)).toHaveLength(1);
	});

	it('imports what it can and says what is wrong with each other row', async () => {
		const good = newEmail();
		const result = await importFile(
			[
				'email,firstName,lastName,role,status',
				`${good},Good,Row,,`,
				'not an address,A,B,,',
				`${newEmail()},,${'x'.repeat(101)},king,asleep`,
				'',
				`${newEmail()},too,few`,
				`${newEmail()},=1+1,B,,`,
				`${good.toUpperCase()},Twice,There,,`,
				`${admin.email},Is,There,,`,
			].join('\n'),
		);
		expect(result).toMatchObject({ imported: 1, updated: 0, skipped: 0, failed: 6 });
		expect(result.errors.map(({ row, field, code }) => [row, field, code])).toEqual([
			[3, 'email', 'VALUE_INVALID'],
			[4, 'firstName', 'VALUE_INVALID'],
			[4, 'lastName', 'VALUE_INVALID'],
			[4, 'role', 'VALUE_INVALID'],
			[4, 'status', 'VALUE_INVALID'],
			[6, undefined, 'ROW_MALFORMED'],
			[7, 'firstName', 'CELL_IS_FORMULA'],
			[8, 'email', 'DUPLICATE_ROW'],
			[9, 'email', 'EMAIL_TAKEN'],
		]);
		expect(result.errors[2]?.value).toHaveLength(100);
		expect(await find(good)).toMatchObject([{ firstName: 'Good' }]);
	});

	it('imports the same file once, however often it is sent, also at the same time', async () => {
		const file = `email,firstName,lastName\n${Array.from({ length: 700 }, () => `${newEmail()},Once,Only`).join('\n')}`;
		const results = await Promise.all([importFile(file), importFile(file)]);
		expect(results[0].imported + results[1].imported).toBe(700);
		expect(results[0].failed + results[1].failed).toBe(700);
		const again = await importFile(file);
		expect(again).toMatchObject({ imported: 0, failed: 700 });
		expect(again.errors.every(({ code }) => code === 'EMAIL_TAKEN')).toBe(true);
		expect(await importFile(file, 'onExisting=skip')).toMatchObject({ imported: 0, skipped: 700, failed: 0 });
	});

	it('looks without changing anything when asked, and then does just that', async () => {
		const email = newEmail();
		const file = `email,firstName,lastName\n${email},Dry,Run\nx,y,z\n${admin.email},Changed,Name\n`;
		const before = await position();
		const preview = await importFile(file, 'dryRun=1&onExisting=update');
		expect(preview).toMatchObject({ imported: 1, updated: 1, failed: 1, dryRun: true });
		expect(await find(email)).toEqual([]);
		expect(await eventsSince(before)).toEqual([]);
		expect(await importFile(file, 'onExisting=update')).toEqual({ ...preview, dryRun: false });
	});

	it('changes who is there when asked, but nothing that the file does not say', async () => {
		const person = await createPerson('viewer');
		const file = (name: string) => `email,firstName,lastName,role\n${person.email},${name},Again,\n`;
		const before = await position();
		expect(await importFile(file('Updated'), 'onExisting=update')).toMatchObject({ updated: 1, imported: 0 });
		expect((await eventsSince(before)).map(({ type }) => type)).toEqual(['users:updated']);
		expect(await find(person.email)).toMatchObject([{ firstName: 'Updated', role: 'viewer', version: 3 }]);
		expect(await importFile(file('Updated'), 'onExisting=update')).toMatchObject({ updated: 0, skipped: 1 });
		const out = `email,firstName,lastName,status\n${person.email},Updated,Again,inactive\n`;
		await importFile(out, 'onExisting=update');
		const me = await started.request('/api/auth/me', { token: person.token });
		expect((await readFailure(me)).status).toBe(401);
	});
});

describe('all or nothing', () => {
	it('imports nothing when one row cannot be, and names the rows', async () => {
		const good = Array.from({ length: 600 }, () => `${newEmail()},Never,Arrives`);
		const before = await position();
		const response = await send(`email,firstName,lastName\n${good.join('\n')}\nx,A,B\n`, 'mode=all-or-nothing');
		const failure = await readFailure(response);
		expect(failure).toMatchObject({ status: 422, code: 'IMPORT_REFUSED' });
		expect(Object.keys(failure.errors ?? {})).toEqual(['602.email']);
		expect(await find('never arrives')).toEqual([]);
		expect(await eventsSince(before)).toEqual([]);
	});

	it('imports everything otherwise', async () => {
		const before = await position();
		const rows = Array.from({ length: 1100 }, (_, index) => `${newEmail()},Whole,File ${index}`);
		const result = await importFile(`email,firstName,lastName\n${rows.join('\n')}`, 'mode=all-or-nothing');
		expect(result).toMatchObject({ imported: 1100, failed: 0 });
		const counts = (await eventsSince(before)).map(({ payload }) => (payload as { count: number }).count);
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1100);
	});
});

describe('a file that cannot be read', () => {
	const header = 'email,firstName,lastName\n';
	it.each([
		['is empty', '', 'CSV_INVALID'],
		['has no header', 'x@flotilla.test,A,B\n', 'CSV_INVALID'],
		['is separated by semicolons', 'email;firstName;lastName\n', 'CSV_INVALID'],
		['names a column twice', 'email,firstName,lastName,EMAIL\n', 'CSV_INVALID'],
		['is UTF-16', Buffer.from(`${header}x@flotilla.test,A,B`, 'utf16le'), 'CSV_INVALID'],
		['is Latin-1', Buffer.from(`${header}x@flotilla.test,Jürgen,B`, 'latin1'), 'CSV_INVALID'],
		['has NUL bytes', `${header}x@flotilla.test,A\0,B\n`, 'CSV_INVALID'],
		['has a quote without an end', `${header}first@flotilla.test,A,B\nx@flotilla.test,"A,B\n`, 'CSV_INVALID'],
		['has a row that is too long', `${header}x@flotilla.test,${'x'.repeat(70_000)},B\n`, 'CSV_INVALID'],
		['has too many rows', `${header}${'x@flotilla.test,A,B\n'.repeat(1501)}`, 'TOO_MANY_ROWS'],
		['is too large', `${header}${'x'.repeat(210_000)}`, 'FILE_TOO_LARGE'],
	] as const)('is refused whole: it %s', async (_name, content, code) => {
		const failure = await readFailure(await send(content as BlobPart));
		expect(failure.code).toBe(code);
		expect(failure.status).toBeGreaterThanOrEqual(413);
		expect(failure.status).toBeLessThan(500);
		expect(await find('first@flotilla.test')).toEqual([]);
	});

	it('is refused when it is none, or in another part', async () => {
		expect(await readFailure(await send('x', '', { part: 'other' }))).toMatchObject({
			status: 422,
			errors: { file: [expect.any(String)] },
		});
		const json = await started.request('/api/users/import', { method: 'POST', token, json: { file: 'x' } });
		expect(await readFailure(json)).toMatchObject({ status: 415 });
		const broken = await started.request('/api/users/import', {
			method: 'POST',
			token,
			body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail',
			headers: { 'content-type': 'multipart/form-data; boundary=x' },
		});
		expect(await readFailure(broken)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
	});

	it.each(['mode=some', 'onExisting=delete', 'dryRun=yes'])('is refused with ?%s', async (query) => {
		expect(await readFailure(await send(header, query))).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
	});
});

describe('who may import', () => {
	it('gives the roles that they may give, and changes whom they may change', async () => {
		const manager = await createPerson('manager');
		const anAdmin = await createPerson('admin');
		const file = [
			'email,firstName,lastName,role,status',
			`${newEmail()},A,Member,member,`,
			`${newEmail()},A,Manager,manager,`,
			`${newEmail()},An,Admin,admin,`,
			`${anAdmin.email},Test,admin,,inactive`,
		].join('\n');
		const result = await importFile(file, 'onExisting=update', manager.token);
		expect(result).toMatchObject({ imported: 1, failed: 3 });
		expect(result.errors.map(({ row, code }) => [row, code])).toEqual([
			[3, 'FORBIDDEN'],
			[4, 'FORBIDDEN'],
			[5, 'FORBIDDEN'],
		]);
		expect(await importFile(file, 'onExisting=update')).toMatchObject({ imported: 2, updated: 1, skipped: 1 });
		for (const role of ['member', 'viewer'] as const) {
			const person = await createPerson(role);
			expect((await send(file, '', { as: person.token })).status).toBe(403);
		}
	});

	it('keeps the last administrator', async () => {
		const { users } = await readData<UsersList>(
			await started.request('/api/users?role=admin&status=active&limit=100', { token }),
		);
		const rows = users.map(({ email, firstName, lastName }) => `${email},${firstName},${lastName},member`);
		const file = `email,firstName,lastName,role\n${rows.join('\n')}\n`;
		const expected = { updated: rows.length - 1, failed: 1, errors: [{ code: 'LAST_ADMIN' }] };
		expect(await importFile(file, 'onExisting=update&dryRun=1')).toMatchObject(expected);
		expect(await readFailure(await send(file, 'onExisting=update&mode=all-or-nothing'))).toMatchObject({
			code: 'IMPORT_REFUSED',
		});
		const result = await importFile(file.replace(`${admin.email},`, `${newEmail()},`), 'onExisting=update');
		expect(result.errors).toEqual([]);
		expect(await importFile(file, 'onExisting=update')).toMatchObject({ updated: 0, errors: [{ code: 'LAST_ADMIN' }] });
	});
});

it('takes back what an export gave, whatever people are called', async () => {
	const letter = fc.constantFrom('a', 'É', '"', ',', "'", '=', '-', '+', '@', ' ', ';', '😀', '\n');
	const name = fc.string({ unit: letter, minLength: 1, maxLength: 6 }).filter((text) => text.trim() !== '');
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(name, name), { minLength: 1, maxLength: 6 }), async (names) => {
			const mark = randomUUID().slice(0, 13);
			for (const [index, [firstName, lastName]] of names.entries()) {
				const json = {
					email: `${mark}-${index}@flotilla.test`,
					firstName,
					lastName,
					role: 'viewer',
					status: 'inactive',
				};
				await readData(await started.request('/api/users', { method: 'POST', token, json }));
			}
			const before = await find(mark);
			const exported = await started.request(`/api/users/export?search=${mark}`, { token });
			const file = await exported.text();
			expect(await importFile(file, 'onExisting=update')).toMatchObject({
				skipped: names.length,
				updated: 0,
				failed: 0,
			});
			const userIds = before.map(({ id }) => id);
			await readData(await started.request('/api/users/bulk', { method: 'DELETE', token, json: { userIds } }));
			expect(await importFile(file)).toMatchObject({ imported: names.length, failed: 0 });
			const after = await find(mark);
			const essence = ({ email, firstName, lastName, role, status }: User) => [
				email,
				firstName,
				lastName,
				role,
				status,
			];
			expect(after.map(essence)).toEqual(before.map(essence));
		}),
		{ numRuns: 12 },
	);
});
