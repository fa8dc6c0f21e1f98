import type { StoredFile } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Skeleton } from '@flotilla/ui';
import { useEffect, useEffectEvent, useState } from 'react';
import { readTextStart, textShown } from './read-text-start.ts';
import { StageProblem } from './stage-problem.tsx';
import { takeFocus } from './take-focus.ts';
import { useSteadyAddress } from './use-steady-address.ts';
import { viewFileMessages } from './view-file.messages.ts';
import styles from './view-file.module.css';

type Reading = { state: 'reading' } | { state: 'read'; text: string };

/** A text, or the first part of a long one. */
export const TextStage = ({ file }: { file: StoredFile }) => {
	const t = useMessages(viewFileMessages);
	const format = useFormat();
	const [reading, setReading] = useState<Reading>({ state: 'reading' });
	const { address, hasFailed, refuse } = useSteadyAddress(file);
	const fail = useEffectEvent(refuse);

	useEffect(() => {
		const life = new AbortController();
		setReading({ state: 'reading' });
		readTextStart(address, { signal: life.signal }).then(
			(text) => setReading({ state: 'read', text }),
			() => {
				if (!life.signal.aborted) fail();
			},
		);
		return () => life.abort();
	}, [address]);

	if (hasFailed) return <StageProblem file={file} />;
	if (reading.state === 'reading') {
		return (
			<div className={styles.paper} role="status" aria-label={t('loading', { name: file.filename })}>
				{[92, 76, 84, 40, 88, 64].map((width) => (
					<Skeleton key={width} height={12} width={`${width}%`} mb={8} />
				))}
			</div>
		);
	}
	return (
		<section
			className={styles.paper}
			aria-label={t('text', { name: file.filename })}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys
			tabIndex={0}
			ref={takeFocus}
		>
			{file.size > textShown && (
				<p className={styles.part}>
					{t('firstPart', { shown: format.bytes(textShown), size: format.bytes(file.size) })}
				</p>
			)}
			<pre className={styles.text} dir="auto">
				{reading.text}
			</pre>
		</section>
	);
};
