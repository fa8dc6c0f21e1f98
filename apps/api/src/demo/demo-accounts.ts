import type { Role } from '@flotilla/contracts';

export interface DemoAccount {
	email: string;
	firstName: string;
	lastName: string;
	role: Role;
}

/** The accounts a person signs in with; all share the demo password. */
export const demoAccounts: readonly DemoAccount[] = [
	{ email: 'admin@flotilla.test', firstName: 'Ada', lastName: 'Lindqvist', role: 'admin' },
	{ email: 'member@flotilla.test', firstName: 'Milo', lastName: 'Okafor', role: 'member' },
];
