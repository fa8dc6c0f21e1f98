import { Anchor } from '@flotilla/ui';
import type { ReactElement } from 'react';
import { Link } from 'react-router';

type Chunks = (string | ReactElement)[];

/** A link in the middle of a message: `t.rich('newHere', { link: textLink(path) })`. */
export const textLink = (to: string) => (chunks: Chunks) => (
	<Anchor key="link" component={Link} to={to} underline="always">
		{chunks}
	</Anchor>
);

/** What stands out in a message. */
export const strong = (chunks: Chunks) => <strong key="strong">{chunks}</strong>;
