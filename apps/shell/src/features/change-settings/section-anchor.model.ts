/** What a remote's section is called in addresses: `PasswordSection` is `password`, `ActiveSessions` is `active-sessions`. */
export const anchorOf = (component: string): string =>
	component
		.replace(/(?<=.)Section$/, '')
		.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
		.toLowerCase();
