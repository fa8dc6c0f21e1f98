import { useMessages } from '@flotilla/i18n';
import { useState } from 'react';
import type { BusEntry } from './bus-log.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { payloadLine, payloadText } from './payload-text.model.ts';

/** One event: its line, and all of its payload for who opens it. */
export const BusEvent = ({ entry: { at, name, source, payload } }: { entry: BusEntry }) => {
	const t = useMessages(inspectPageMessages);
	const [isOpen, setOpen] = useState(false);
	return (
		<li className={styles.event}>
			<details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
				<summary className={styles.summary}>
					<time className={styles.time} dateTime={new Date(at).toISOString()}>
						{clockOf(at)}
					</time>
					<span className={styles.eventName}>{name}</span>
					<span className={styles.source}>{source}</span>
					<code className={styles.payloadLine}>{payloadLine(payload)}</code>
				</summary>
				{isOpen && <Payload payload={payload} leftLabel={(count) => t('cutOff', { count })} />}
			</details>
		</li>
	);
};

const Payload = ({ payload, leftLabel }: { payload: unknown; leftLabel: (count: number) => string }) => {
	const { text, left } = payloadText(payload);
	return (
		<pre className={styles.payload}>
			{text}
			{left > 0 && <span className={styles.dimmed}>{`\n${leftLabel(left)}`}</span>}
		</pre>
	);
};

/** `12:05:07.042`, the same in every language: to be compared and copied. */
const clockOf = (at: number): string => {
	const time = new Date(at);
	const two = (part: number) => String(part).padStart(2, '0');
	const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
	return `${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
};
