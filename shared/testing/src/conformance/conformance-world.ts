import { type AuthResponse, type Endpoint, endpoints, type Role, type User } from '@flotilla/contracts';
import { type CallOptions, callRow, type RowAnswer } from './call-row.ts';
import type { ConformanceTarget } from './conformance-target.ts';

export interface Person {
	user: User;
	token: string;
	refreshToken: string;
	password: string;
}

/** A target with people in it, each with an address of their own, so that tests do not meet. */
export interface ConformanceWorld {
	target: ConformanceTarget;
	call<E extends Endpoint>(row: E, options?: CallOptions): Promise<RowAnswer<E>>;
	/** The administrator, signed in once. */
	administrator(): Promise<Person>;
	/** Somebody new of this role, made as people are: by an administrator and a mail. */
	createPerson(role?: Role, names?: { firstName?: string; lastName?: string }): Promise<Person>;
	signIn(email: string, password: string): Promise<Person>;
	/** Rows that were answered with success, as `GET /users`. */
	readonly succeeded: ReadonlySet<string>;
}

/** The world once it is there. */
export type GetWorld = () => ConformanceWorld;

export const newPassword = 'a long enough password';

/** Nobody else has this word in their name or address. */
export const uniqueWord = (): string => `w${crypto.randomUUID().slice(0, 8)}`;

export const nameOfRow = ({ method, path }: Endpoint): string => `${method} ${path}`;

export const createConformanceWorld = (target: ConformanceTarget): ConformanceWorld => {
	const { auth, users } = endpoints;
	const succeeded = new Set<string>();
	let administrator: Promise<Person> | undefined;

	const call: ConformanceWorld['call'] = async (row, options) => {
		const answer = await callRow(target, row, options);
		if (answer.code === undefined) succeeded.add(nameOfRow(row));
		return answer;
	};
	const signIn = async (email: string, password: string): Promise<Person> => {
		const { data } = await call(auth.login, { body: { email, password, refreshTokenDelivery: 'body' } });
		const { user, token, refreshToken = '' }: AuthResponse = data;
		return { user, token, refreshToken, password };
	};
	const world: ConformanceWorld = {
		target,
		call,
		signIn,
		succeeded,
		administrator() {
			administrator ??= signIn(target.administrator.email, target.administrator.password);
			return administrator;
		},
		async createPerson(role = 'member', { firstName = 'Test', lastName = 'Person' } = {}) {
			const { token } = await world.administrator();
			const email = `${crypto.randomUUID()}@flotilla.test`;
			await call(users.create, { token, body: { email, firstName, lastName, role } }).then(({ data }) => data);
			const link = await target.lastLinkTo(email);
			const body = { token: link, password: newPassword, confirmPassword: newPassword };
			await call(auth.resetPassword, { body }).then(({ data }) => data);
			return signIn(email, newPassword);
		},
	};
	return world;
};
