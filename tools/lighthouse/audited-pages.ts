export interface AuditedPage {
	name: string;
	path: string;
	/** Whether somebody is signed in. */
	signedIn: boolean;
}

export const auditedPages: readonly AuditedPage[] = [
	{ name: 'sign-in', path: '/auth/sign-in', signedIn: false },
	{ name: 'dashboard', path: '/', signedIn: true },
	{ name: 'users', path: '/users', signedIn: true },
	{ name: 'files', path: '/files', signedIn: true },
];

export const devices = ['desktop', 'mobile'] as const;
export type Device = (typeof devices)[number];
