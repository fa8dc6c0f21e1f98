import { useMessages } from '@flotilla/i18n';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';

export interface CopyButtonProps {
	/** What is copied. */
	value: string;
	/** What is copied in words, e.g. `Copy the request id`. Default `Copy`, translated. */
	label?: string | undefined;
	/** Default `xs`. */
	size?: 'xs' | 'sm' | undefined;
	/** Default: the browser's clipboard. */
	write?: ((text: string) => Promise<void>) | undefined;
	/** Called when the browser does not let it, e.g. to mark the text for the person's own command. */
	onRefused?: (() => void) | undefined;
}

/** How long it says that it did: milliseconds. */
const saidFor = 2000;

/** Copies a text and says so, to the eye and to screen readers. */
export function CopyButton({
	value,
	label,
	size = 'xs',
	// Without a secure context there is no clipboard, which is a refusal as well.
	write = async (text) => navigator.clipboard.writeText(text),
	onRefused,
}: CopyButtonProps) {
	const t = useMessages(uiMessages);
	const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);

	const copy = async () => {
		const told = await write(value).then(
			() => 'copied' as const,
			// A page without focus, or a browser that was told to refuse.
			() => 'copyFailed' as const,
		);
		setOutcome(told);
		if (told === 'copyFailed') onRefused?.();
		clearTimeout(timer.current);
		timer.current = setTimeout(() => setOutcome(null), saidFor);
	};

	return (
		<Button
			size={size}
			variant="default"
			leftSection={
				<Icon name={outcome === 'copied' ? 'check' : outcome === 'copyFailed' ? 'error' : 'copy'} size={14} />
			}
			onClick={() => void copy()}
		>
			<span aria-live="polite">{outcome === null ? (label ?? t('copy')) : t(outcome)}</span>
		</Button>
	);
}
