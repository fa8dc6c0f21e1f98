import { useSession } from '@flotilla/session';
import { Button, EmptyState, Icon } from '@flotilla/ui';
import { useState } from 'react';

/** Nobody could say whether somebody is signed in; their cookie is untouched. */
export const ServerUnreachable = () => {
	const session = useSession();
	const [trying, setTrying] = useState(false);

	const tryAgain = async () => {
		setTrying(true);
		// Success changes the session, which takes this page away; failure leaves it.
		await session.restore().catch(() => undefined);
		setTrying(false);
	};

	return (
		<main>
			<title>No connection · Flotilla</title>
			<EmptyState
				isPage
				icon={<Icon name="wifi-off" />}
				title="The server cannot be reached"
				description="You are still signed in and nothing you saved is lost. Check your connection, then try again."
				action={
					<Button loading={trying} onClick={() => void tryAgain()}>
						Try again
					</Button>
				}
			/>
		</main>
	);
};
