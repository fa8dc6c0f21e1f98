import type { Role, UserStatus } from '@flotilla/contracts';
import type { Insertable } from 'kysely';
import type { UsersTable } from '../database/schema.ts';
import { demoAccounts } from './demo-accounts.ts';
import { namePools } from './names.ts';
import { createRandom, type Random } from './random.ts';

/** People beside the accounts one signs in with, where nothing else is said. */
export const defaultDemoUsers = 600;
const seed = 20_261_123;
/** The day the demo takes place; fixed, so that every demo looks alike. */
const today = Date.UTC(2026, 10, 20, 9, 0, 0);
const day = 24 * 60 * 60 * 1000;

/** Latin letters that are not an ASCII letter with a mark, as they are written in addresses. */
const spellings: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', ł: 'l', đ: 'd', ı: 'i' };

const toAscii = (name: string) =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z]/g, (letter) => spellings[letter] ?? '');

const pickRole = (random: Random): Role => {
	const share = random.next();
	if (share < 0.01) return 'admin';
	if (share < 0.1) return 'manager';
	return share < 0.75 ? 'member' : 'viewer';
};

export type DemoUser = Insertable<UsersTable>;

/** The same people at every call, the accounts first; more of them begin with the fewer. */
export const createDemoUsers = (passwordHash: string, count = defaultDemoUsers): DemoUser[] => {
	const random = createRandom(seed);
	/** How many have an address with this stem. */
	const taken = new Map<string, number>();
	const chooseEmail = (firstName: string, lastName: string) => {
		const stem = `${toAscii(firstName)}.${toAscii(lastName)}`;
		const place = (taken.get(stem) ?? 0) + 1;
		taken.set(stem, place);
		return `${stem}${place === 1 ? '' : place}@flotilla.test`;
	};
	const describe = (person: { email: string; firstName: string; lastName: string; role: Role }): DemoUser => {
		const createdAt = today - Math.floor(random.next() ** 1.5 * 900 * day) - random.below(day);
		const status: UserStatus = random.next() < 0.88 ? 'active' : 'inactive';
		const signedInAt = createdAt + Math.floor(random.next() ** 0.4 * (today - createdAt));
		return {
			id: random.uuid(),
			email: person.email,
			first_name: person.firstName,
			last_name: person.lastName,
			password_hash: passwordHash,
			role: person.role,
			status,
			email_verified: random.next() < 0.9,
			created_at: new Date(createdAt),
			updated_at: new Date(createdAt),
			last_sign_in_at: random.next() < 0.93 ? new Date(signedInAt) : null,
		};
	};

	const accounts = demoAccounts.map(
		(account): DemoUser => ({ ...describe(account), status: 'active', email_verified: true }),
	);
	const people = Array.from({ length: count }, () => {
		const pool = random.pick(namePools);
		const firstName = random.pick(pool.firstNames);
		const lastName = random.pick(pool.lastNames);
		return describe({ email: chooseEmail(firstName, lastName), firstName, lastName, role: pickRole(random) });
	});
	return [...accounts, ...people];
};
