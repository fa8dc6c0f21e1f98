import { useEffect, useRef, useState } from 'react';

/**
 * Lets a person type at full speed while the outside hears of it when they pause.
 *
 * Texts reach the outside trimmed; the field keeps what was typed, so a space between two words
 * is not eaten in the pause. A value that changes outside (the back button) replaces the text.
 *
 * @param delay milliseconds of silence. Default 200.
 * @returns `[text, setText]` for the field.
 */
export const useDebouncedText = (
	value: string,
	onPause: (text: string) => void,
	delay = 200,
): [string, (text: string) => void] => {
	const [text, setText] = useState(value);
	const [known, setKnown] = useState(value);
	const [told, setTold] = useState(value);
	const tell = useRef(onPause);
	useEffect(() => {
		tell.current = onPause;
	});

	if (value !== known) {
		setKnown(value);
		// The router answers a moment later: its echo of what was told must not undo what was typed since.
		if (value !== told) {
			setTold(value);
			setText(value);
		}
	}

	useEffect(() => {
		const settled = text.trim();
		if (settled === told) return;
		const timer = setTimeout(() => {
			setTold(settled);
			tell.current(settled);
		}, delay);
		return () => clearTimeout(timer);
	}, [text, told, delay]);

	return [text, setText];
};
