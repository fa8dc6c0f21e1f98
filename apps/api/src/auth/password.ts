import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id as the OWASP Password Storage Cheat Sheet asks at least (Argon2id is the library's default). */
const owaspMinimum: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Whether a hash was made with less than what is asked for now: it is replaced when its password is next typed. */
export const needsRehash = (storedHash: string): boolean => {
	const [, memoryCost, timeCost] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/.exec(storedHash) ?? [];
	return !(Number(memoryCost) >= Number(owaspMinimum.memoryCost) && Number(timeCost) >= Number(owaspMinimum.timeCost));
};

export const hashPassword = (password: string): Promise<string> => hash(password, owaspMinimum);

export interface PasswordCheck {
	/** `storedHash` is undefined when nobody has the address; that takes as long and is false. */
	matches(password: string, storedHash: string | undefined): Promise<boolean>;
	/** Of a password that nobody knows: for accounts whose owner has yet to choose one. */
	readonly nobodysHash: string;
}

export const createPasswordCheck = async (): Promise<PasswordCheck> => {
	const nobodysHash = await hashPassword(randomBytes(32).toString('base64url'));
	return {
		nobodysHash,
		async matches(password, storedHash) {
			const equal = await verify(storedHash ?? nobodysHash, password);
			return equal && storedHash !== undefined;
		},
	};
};
