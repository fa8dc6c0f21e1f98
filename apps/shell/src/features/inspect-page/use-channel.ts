import { useEffect, useState } from 'react';
import { type ChannelStatus, type ReadChannel, readChannel } from './read-channel.ts';

export type UsedChannel =
	| { status: 'asking' | 'unknown' | 'failed'; channel: null }
	| { status: 'known'; channel: ChannelStatus };

/** What the registry says of a channel, asked when it is first shown. `unknown`: no registry served this page. */
export const useChannel = (name: string, read: ReadChannel = readChannel): UsedChannel => {
	const [used, setUsed] = useState<UsedChannel>({ status: 'asking', channel: null });
	useEffect(() => {
		let isWanted = true;
		const take = (next: UsedChannel) => isWanted && setUsed(next);
		read(name).then(
			(channel) => take(channel === null ? { status: 'unknown', channel } : { status: 'known', channel }),
			() => take({ status: 'failed', channel: null }),
		);
		return () => {
			isWanted = false;
		};
	}, [name, read]);
	return used;
};
