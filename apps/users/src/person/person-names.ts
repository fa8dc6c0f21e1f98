import type { User } from '@flotilla/contracts';

export const fullName = ({ firstName, lastName }: Pick<User, 'firstName' | 'lastName'>): string =>
	`${firstName} ${lastName}`;
