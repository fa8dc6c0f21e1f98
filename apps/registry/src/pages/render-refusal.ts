import type { HttpError } from '@flotilla/server';

const escapeText = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A page in place of one that was refused: what happened, its code, and the way to the page as everybody gets it. */
export const renderRefusal = ({ code, message }: Pick<HttpError, 'code' | 'message'>): string =>
	[
		'<!doctype html><html lang="en"><meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">',
		`<title>This link does not work</title><h1>This link does not work</h1><p>${escapeText(message)}</p>`,
		`<p>Code: <code>${code}</code></p><p><a href="/">Open the page without it</a></p></html>`,
	].join('\n');
