import { randomUUID } from 'node:crypto';
import type { Role, User } from '@flotilla/contracts';
import { readData, type StartedApi } from './start-api.ts';

export interface Person {
	user: User;
	token: string;
	email: string;
	password: string;
}

/** A new account with a role of its own, signed in. `token` is an administrator's. */
export const createPerson = async (started: StartedApi, token: string, role: Role): Promise<Person> => {
	const email = `${randomUUID()}@flotilla.test`;
	const password = 'a long enough password';
	await started.createAccount(email, { lastName: role, password });
	const session = await started.signIn(email, password);
	if (role === 'member') return { user: session.user, token: session.token, email, password };
	const changed = await started.request(`/api/users/${session.user.id}`, { method: 'PATCH', token, json: { role } });
	return { user: await readData<User>(changed), token: session.token, email, password };
};
