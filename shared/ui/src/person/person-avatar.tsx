import { Avatar } from '@mantine/core';
import { useState } from 'react';

export interface PersonAvatarProps {
	firstName: string;
	lastName: string;
	/** Their picture's address; initials stand for it until it is there, and where it cannot be had. */
	src?: string | null | undefined;
	/** Pixels. Default 28. */
	size?: number | undefined;
	/** Names the person; leave it out where the name is written beside it. */
	label?: string | undefined;
}

// Not red: it means that something is wrong.
const tones = ['accent', 'green', 'yellow', 'blue', 'gray'] as const;

/** The same name has the same colour everywhere. */
const toneOf = (name: string) => {
	let hash = 0x811c9dc5;
	for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	return tones[(hash >>> 8) % tones.length] ?? 'gray';
};

/** Slow to make: one for each letter was a fifth of the first render of a list of people. */
let segmenter: Intl.Segmenter | undefined;

/** Starts with a letter that nothing can belong to: what follows is one as well, or nothing. */
const startsPlain = /^[a-z](?![^ -~])/i;

/** A grapheme, not a code unit: a letter with its accents, an emoji. */
const firstLetter = (text: string) => {
	const trimmed = text.trim();
	if (startsPlain.test(trimmed)) return trimmed.charAt(0).toUpperCase();
	segmenter ??= new Intl.Segmenter();
	const [first] = segmenter.segment(trimmed);
	return first?.segment.toLocaleUpperCase() ?? '';
};

/** A person's picture, or their initials. */
export function PersonAvatar({ firstName, lastName, src, size = 28, label }: PersonAvatarProps) {
	// The library's own note of a failure is lost where the picture fails before effects have run, as one from a cache does.
	const [failed, setFailed] = useState<string | null>(null);
	return (
		<Avatar
			component="span"
			{...(src === undefined || src === null || src === failed
				? {}
				: { src, imageProps: { onError: () => setFailed(src) } })}
			{...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
			alt=""
			size={size}
			radius="50%"
			variant="light"
			color={toneOf(`${firstName} ${lastName}`)}
		>
			{firstLetter(firstName)}
			{firstLetter(lastName)}
		</Avatar>
	);
}
