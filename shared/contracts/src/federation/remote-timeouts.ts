/** How long a page waits for a remote, in milliseconds; what is missing has the page's own default. */
export interface RemoteTimeouts {
	/** For its code to arrive and run. Default 15,000. */
	load?: number | undefined;
	/** For its `start` to settle. Default 10,000. */
	start?: number | undefined;
}

/** The name of the `<meta>` by which a registry tells a page how long it waits for remotes. */
export const remoteTimeoutsMetaName = 'flotilla-remote-timeouts';

/** `load=15000 start=10000`; empty when the page's defaults hold. */
export const writeRemoteTimeouts = ({ load, start }: RemoteTimeouts): string =>
	[load !== undefined && `load=${load}`, start !== undefined && `start=${start}`].filter(Boolean).join(' ');

/** Leaves out what is no positive number. */
export const readRemoteTimeouts = (text = ''): RemoteTimeouts => {
	const timeOf = (name: string): number | undefined => {
		const value = Number(new RegExp(`(?:^| )${name}=(\\d{1,9})(?: |$)`).exec(text)?.[1]);
		return value > 0 ? value : undefined;
	};
	return { load: timeOf('load'), start: timeOf('start') };
};
