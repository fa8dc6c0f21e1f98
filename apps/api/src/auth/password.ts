import { randomBytes } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id as the OWASP Password Storage Cheat Sheet asks at least (Argon2id is the library's default). */
const owaspMinimum: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, owaspMinimum);

export interface PasswordCheck {
	/** `storedHash` is undefined when nobody has the address; that takes as long and is false. */
	matches(password: string, storedHash: string | undefined): Promise<boolean>;
}

export const createPasswordCheck = async (): Promise<PasswordCheck> => {
	const nobodysHash = await hashPassword(randomBytes(32).toString('base64url'));
	return {
		async matches(password, storedHash) {
			const equal = await verify(storedHash ?? nobodysHash, password);
			return equal && storedHash !== undefined;
		},
	};
};
